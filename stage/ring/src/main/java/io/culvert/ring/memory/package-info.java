/**
 * Access to the words of a mapped ring, each with its memory ordering: positions, states, control
 * words, headers of frames and resume tokens. Internal.
 */
package io.culvert.ring.memory;
