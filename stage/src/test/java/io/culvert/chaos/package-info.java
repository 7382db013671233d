/**
 * The kill campaign: two JVMs and a stream between them, of which one or both are killed at random
 * times, and a referee that knows what must have arrived.
 *
 * <p>{@link io.culvert.chaos.Campaign} is the whole of it, {@link io.culvert.chaos.KilledStream}
 * one stream with its kills. The killed JVMs run {@link io.culvert.chaos.WriterMain} and {@link
 * io.culvert.chaos.ReaderMain}. What they did is in {@link io.culvert.chaos.Journal}s, and {@link
 * io.culvert.chaos.Verdict} says whether that is what Culvert promises.
 */
package io.culvert.chaos;
