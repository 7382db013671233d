/**
 * What jobs of several JVMs have in common: their JVMs, their rings, and how they tell the user
 * that something is wrong.
 */
package io.culvert.examples.job;
