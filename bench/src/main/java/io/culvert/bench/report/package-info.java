/** Reports of measurements, as JSON, as tables for a terminal and as a page. */
package io.culvert.bench.report;
