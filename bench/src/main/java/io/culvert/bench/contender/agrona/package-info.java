/** Plain threads over Agrona's ring, and the strategies by which they wait. */
package io.culvert.bench.contender.agrona;
