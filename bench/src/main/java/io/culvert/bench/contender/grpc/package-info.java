/** A client streaming call of gRPC over a Unix domain socket. */
package io.culvert.bench.contender.grpc;
