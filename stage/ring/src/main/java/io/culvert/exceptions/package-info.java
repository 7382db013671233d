/**
 * Exceptions of the ring and of the streams. All extend {@link
 * io.culvert.exceptions.CulvertException}.
 */
package io.culvert.exceptions;
