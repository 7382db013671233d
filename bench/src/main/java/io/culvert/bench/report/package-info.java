/** Figures and what is made of them: JSON, a table, a page. */
package io.culvert.bench.report;
