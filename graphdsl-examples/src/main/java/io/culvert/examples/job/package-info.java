/** Parts that jobs of several JVMs share: their JVMs, their rings, and errors for the user. */
package io.culvert.examples.job;
