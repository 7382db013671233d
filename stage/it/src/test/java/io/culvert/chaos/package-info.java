/**
 * The kill campaign: two JVMs with a stream between them, one or both of which are killed at random
 * times. A third JVM, the campaign, knows what must have arrived.
 *
 * <p>{@link io.culvert.chaos.Campaign} runs the streams, {@link io.culvert.chaos.KilledStream} is
 * one stream with its kills. The killed JVMs run {@link io.culvert.chaos.WriterMain} and {@link
 * io.culvert.chaos.ReaderMain}. They record their work in {@link io.culvert.chaos.Journal}s, from
 * which {@link io.culvert.chaos.Verdict} counts the faults.
 */
package io.culvert.chaos;
