/**
 * The bench: Culvert beside what a user would pick instead, on the same machine in the same run.
 */
package io.culvert.bench;
