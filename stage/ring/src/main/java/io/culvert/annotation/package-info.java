/** Marks classes and methods that are public for other packages of the library only. */
package io.culvert.annotation;
