/** The bench compares Culvert with its alternatives, on the same machine in the same run. */
package io.culvert.bench;
