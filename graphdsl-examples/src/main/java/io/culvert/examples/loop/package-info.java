/**
 * A loop with an edge in it: travellers go round until there is no flight for them. Begin with
 * {@link io.culvert.examples.loop.Journeys}.
 */
package io.culvert.examples.loop;
