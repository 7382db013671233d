/** JMH benchmarks of the parts. */
package io.culvert.bench.micro;
