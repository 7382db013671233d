/** The data set that the examples share. */
package io.culvert.examples.data;
