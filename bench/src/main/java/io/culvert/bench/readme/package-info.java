/** Figures as README.md shows them: tables, and pictures beside the JSON that they come from. */
package io.culvert.bench.readme;
