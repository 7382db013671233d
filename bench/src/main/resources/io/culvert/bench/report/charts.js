'use strict';
// Turns a report (the JSON) into an option of ECharts. The pictures in docs/figures and the HTML
// page both draw by this script; it needs neither a page nor a clock, so it draws the same each time.
const culvertCharts = (() => {
  const LIGHT = { back: '#ffffff', text: '#1f2328', soft: '#59636e', grid: '#d8dee4', ours: '#0969da', theirs: '#6e7781' };
  const DARK = { back: '#0d1117', text: '#f0f6fc', soft: '#9198a1', grid: '#30363d', ours: '#4c9aff', theirs: '#9198a1' };
  const FONT = 'system-ui, sans-serif';
  const ROW = 22, HEAD = 40, FOOT = 30, LEGEND = 30, NAMES = 160, VALUES = 68, GAP = 24;
  const PLOTS = { 1: 480, 2: 256 }, DOT = 4.5;

  function number(value) {
    if (value === undefined || value === null) return '-';
    const units = ['', ' k', ' M', ' G', ' T'];
    let unit = 0;
    while (value >= 999.5 && unit < units.length - 1) { value /= 1000; unit++; }
    return value.toFixed(value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2) + units[unit];
  }

  // Ratios and processor times may be less than 1, and their digits matter all the same.
  function figure(value) {
    return value >= 0.9995 ? number(value) : value.toFixed(value < 0.09995 ? 4 : 3);
  }

  function decade(value) {
    const units = ['', ' k', ' M', ' G', ' T'];
    let unit = 0;
    while (value >= 999.5 && unit < units.length - 1) { value /= 1000; unit++; }
    return Number(value.toPrecision(1)) + units[unit];
  }

  function size(bytes) {
    const units = ['B', 'KiB', 'MiB'];
    let unit = 0;
    while (bytes >= 1024 && bytes % 1024 === 0 && unit < units.length - 1) { bytes /= 1024; unit++; }
    return bytes + ' ' + units[unit];
  }

  // An interval is infinite when a single pair was measured: then there is a dot alone.
  function row(label, interval) {
    const high = Number(interval.high);
    return {
      label, middle: interval.middle, text: number(interval.middle), ours: label.startsWith('culvert'),
      low: high === Infinity ? interval.middle : interval.low, high: high === Infinity ? interval.middle : high,
    };
  }

  function throughputPanels(report) {
    return Array.from(new Set(report.rows.map(each => each.size))).map(bytes => ({
      title: 'Messages of ' + size(bytes),
      unit: 'messages/s',
      rows: report.rows.filter(each => each.size === bytes).map(each => row(each.contender, each.messagesPerSecond)),
    }));
  }

  function latencyPanels(report) {
    return ['p50', 'p99'].map(percentile => ({
      title: percentile + ' of the round trip, µs',
      unit: 'µs',
      rows: report.rows.map(each => row(each.contender, each[percentile])),
    }));
  }

  const PANELS = { throughput: throughputPanels, latency: latencyPanels };

  const least = (list, value) => list.reduce((least, each) => Math.min(least, value(each)), Infinity);
  const most = (list, value) => list.reduce((most, each) => Math.max(most, value(each)), -Infinity);

  // Whole decades around the dots. A line that is longer runs to the edge, and ends there without a cap.
  function axis(rows) {
    const first = Math.floor(Math.log10(least(rows, each => each.middle)) - 0.05);
    const last = Math.ceil(Math.log10(most(rows, each => each.middle)) + 0.05);
    return { min: Math.pow(10, first), max: Math.pow(10, last) };
  }

  function mark(rows, range, theme) {
    return (params, api) => {
      const each = rows[params.dataIndex];
      const color = each.ours ? theme.ours : theme.theirs;
      const at = value => api.coord([Math.min(range.max, Math.max(range.min, value)), params.dataIndex]);
      const [x, y] = at(each.middle), from = at(each.low)[0], to = at(each.high)[0];
      const line = (x1, y1, x2, y2) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: color, lineWidth: 2 } });
      const children = [line(from, y, to, y)];
      if (x - from > DOT && each.low >= range.min) children.push(line(from, y - 5, from, y + 5));
      if (to - x > DOT && each.high <= range.max) children.push(line(to, y - 5, to, y + 5));
      children.push({ type: 'circle', shape: { cx: x, cy: y, r: DOT }, style: { fill: color } });
      return { type: 'group', children };
    };
  }

  function names(rows, position, label) {
    return {
      type: 'category', inverse: true, position, data: rows.map(label),
      axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false },
    };
  }

  function chart(panels, theme) {
    const columns = Math.min(2, panels.length), plot = PLOTS[columns], width = NAMES + plot + VALUES;
    const height = HEAD + most(panels, panel => panel.rows.length) * ROW + FOOT;
    const option = {
      animation: false, backgroundColor: theme.back, textStyle: { fontFamily: FONT, color: theme.text },
      tooltip: { confine: true }, title: [], grid: [], xAxis: [], yAxis: [], series: [],
    };
    panels.forEach((panel, index) => {
      const left = index % columns * (width + GAP) + NAMES, top = Math.floor(index / columns) * height + HEAD;
      const range = axis(panel.rows);
      const values = each => (each.ours ? theme.ours : theme.text);
      option.title.push({ text: panel.title, left, top: top - 28, padding: 0, textStyle: { fontSize: 14, fontWeight: 'bold', color: theme.text } });
      option.grid.push({ left, top, width: plot, height: panel.rows.length * ROW });
      option.xAxis.push({
        type: 'log', gridIndex: index, min: range.min, max: range.max, position: 'bottom',
        axisLabel: { color: theme.soft, fontSize: 11, formatter: decade, hideOverlap: true },
        splitLine: { lineStyle: { color: theme.grid } }, axisLine: { show: false }, axisTick: { show: false },
      });
      option.yAxis.push(
        Object.assign(names(panel.rows, 'left', each => each.label), {
          gridIndex: index,
          axisLabel: { interval: 0, fontSize: 12, margin: 10, width: NAMES - 16, overflow: 'truncate', color: (text, at) => values(panel.rows[at]) },
        }),
        Object.assign(names(panel.rows, 'right', each => each.text), {
          gridIndex: index,
          axisLabel: { interval: 0, fontSize: 12, margin: VALUES - 6, align: 'right', color: (text, at) => values(panel.rows[at]) },
        }));
      option.series.push({
        type: 'custom', name: panel.title, xAxisIndex: index, yAxisIndex: 2 * index, clip: false,
        renderItem: mark(panel.rows, range, theme), data: panel.rows.map((each, at) => [each.middle, at]),
        tooltip: { formatter: params => tip(panel.rows[params.dataIndex], panel.unit) },
      });
    });
    const bottom = Math.ceil(panels.length / columns) * height;
    option.title.push({
      text: 'Logarithmic scale. Dot: estimate; line: its interval.', left: 16, top: bottom + 6, padding: 0,
      textStyle: { fontSize: 11, fontWeight: 'normal', color: theme.soft },
    });
    return { width: columns * width + (columns - 1) * GAP + 8, height: bottom + LEGEND, option };
  }

  // Names come from a file, and ECharts takes this text for HTML.
  function tip(each, unit) {
    const interval = each.low === each.high ? '' : ' (' + number(each.low) + ' to ' + number(each.high) + ')';
    return echarts.format.encodeHTML(each.label) + ': ' + each.text + interval + ' ' + unit;
  }

  return { LIGHT, DARK, FONT, number, figure, decade, size, of: (report, theme) => chart(PANELS[report.kind](report), theme) };
})();
