"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  data.cells = data.cells.rows.map((row) => row.map((place, at) => at < 5 ? data.cells.names[at][place] : place));
  const byId = (id) => document.getElementById(id);
  const count = new Intl.NumberFormat("en");
  const views = {};
  const TOP = 15;
  const NAMED = 14;
  const BOWS = { rail: 0.05, road: 0.1, pipeline: 0.15, "not told": 0.02, river: -0.05, sea: -0.1, air: -0.16 };
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const sum = (rows) => rows.reduce((total, row) => total + row[5], 0);
  const checked = (name) => new Set([...document.querySelectorAll(`input[name="${name}"]:checked`)].map((box) => box.value));
  const goodIds = new Map(Object.entries(data.goods).map(([id, name]) => [name.toLowerCase(), id]));

  // What is chosen. A good that is not in the list filters by the letters typed.
  const chosen = () => {
    const typed = byId("by-good").value.trim().toLowerCase();
    const exact = goodIds.get(typed);
    const goods = typed === "" ? null : new Set(exact !== undefined ? [exact]
      : Object.entries(data.goods).filter(([, name]) => name.toLowerCase().includes(typed)).map(([id]) => id));
    return { corridor: byId("by-corridor").value, chapter: byId("by-chapter").value, goods, status: byId("by-status").value };
  };
  const fits = (want, corridor, good, chapter, status) =>
    (!want.corridor || want.corridor === corridor) && (!want.chapter || want.chapter === chapter) &&
    (!want.goods || want.goods.has(good)) && (!want.status || want.status === status);

  // Time: a cell belongs to a bar where it lies within its month, quarter or year.
  const barOf = (period, unit) => {
    if (!period) return null;
    const year = Number(period.slice(0, 4));
    const quarter = period[5] === "Q" ? Number(period[6]) - 1 : period.length === 7 ? Math.floor((Number(period.slice(5)) - 1) / 3) : null;
    if (unit === "year") return { from: [year, 0], to: [year + 1, 0], label: String(year) };
    if (unit === "quarter") return quarter === null ? null : { from: [year, quarter * 3], to: [year, quarter * 3 + 3], label: `${year} Q${quarter + 1}` };
    if (period.length !== 7 || period[5] === "Q") return null;
    const month = Number(period.slice(5)) - 1;
    return { from: [year, month], to: [year, month + 1], label: `${MONTHS[month]} ${year}` };
  };
  const day = ([year, month]) => { const made = new Date(2000, month, 1); made.setFullYear(year + Math.floor(month / 12), month % 12, 1); return made.getTime(); };
  const chapterOf = (code) => data.coloured.includes(code) ? data.chapters[code] : data.other;

  const timeRows = (cells, unit) => {
    const found = new Map();
    let outside = 0;
    for (const [period, , , chapter, , flows] of cells) {
      const bar = barOf(period, unit);
      if (!bar) { outside += flows; continue; }
      const name = chapterOf(chapter);
      const key = bar.label + "|" + name;
      const place = data.coloured.includes(chapter) ? data.coloured.indexOf(chapter) : data.coloured.length;
      const row = found.get(key) || { start: day(bar.from), end: day(bar.to), label: bar.label, chapter: name, place, flows: 0 };
      row.flows += flows;
      found.set(key, row);
    }
    return { rows: [...found.values()].sort((a, b) => a.start - b.start || a.place - b.place), outside };
  };

  const ranked = (cells, column, names) => {
    const totals = new Map();
    for (const cell of cells) totals.set(cell[column], (totals.get(cell[column]) || 0) + cell[5]);
    const merged = totals.get("*") || 0;
    totals.delete("*");
    const first = [...totals].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, TOP);
    const label = new Map(first.map(([id]) => [id, names[id] ?? id]));
    const rows = new Map();
    for (const [, corridor, good, , status, flows] of cells) {
      const id = column === 1 ? corridor : good;
      if (!label.has(id)) continue;
      const key = id + "|" + status;
      const row = rows.get(key) || { name: label.get(id), status, flows: 0, total: totals.get(id), place: data.statuses.indexOf(status) };
      row.flows += flows;
      rows.set(key, row);
    }
    return { rows: [...rows.values()].sort((a, b) => b.total - a.total || a.place - b.place), more: totals.size - first.length, merged };
  };

  // Charts
  const draw = (name, spec) => vegaEmbed(byId(`chart-${name}`), spec, {
    actions: false, renderer: "svg", ast: true, logLevel: 1, defaultStyle: false, tooltip: { disableDefaultStyle: true },
  }).then((made) => { views[name] = made.view; });
  const put = (name, table, rows) => { views[name].data(table, rows); };
  const fill = (id, heads, rows) => {
    const line = (tag, values) => {
      const row = document.createElement("tr");
      for (const value of values) { const cell = document.createElement(tag); cell.textContent = typeof value === "number" ? count.format(value) : value; if (typeof value === "number") cell.className = "number"; if (tag === "th") cell.scope = "col"; row.append(cell); }
      return row;
    };
    const head = document.createElement("thead");
    head.append(line("th", heads));
    const body = document.createElement("tbody");
    body.append(...rows.map((row) => line("td", row)));
    byId(id).replaceChildren(head, body);
  };
  const plural = (number, one, many) => `${count.format(number)} ${number === 1 ? one : many || one + "s"}`;

  const showTimes = (cells) => {
    const unit = byId("unit").value;
    const { rows, outside } = timeRows(cells, unit);
    put("months", "times", rows);
    byId("months-head").textContent = `Flows by ${unit} and HS chapter`;
    byId("months-note").textContent = outside ? `${plural(outside, "flow")} not shown: no time told, or one longer than a ${unit}.` : "";
    fill("table-months", [unit, "HS chapter", "flows"], rows.map((row) => [row.label, row.chapter, row.flows]));
  };
  const showRanked = (cells, name, column, names, word) => {
    const { rows, more, merged } = ranked(cells, column, names);
    put(name, name, rows);
    views[name].height(Math.max(new Set(rows.map((row) => row.name)).size, 1) * STEP);
    const notes = [];
    if (more > 0) notes.push(`${plural(more, "more " + word)} not shown`);
    if (merged) notes.push(`${plural(merged, "flow")} of rarer ${word}s counted together and not shown`);
    byId(`${name}-note`).textContent = notes.length ? notes.join("; ") + "." : "";
    fill(`table-${name}`, [word, "status", "flows"], rows.map((row) => [row.name, row.status, row.flows]));
  };

  // Map
  const chosenRoutes = (want) => {
    const modes = checked("mode"), statuses = checked("route-status");
    return data.routes.filter((route) => modes.has(route.mode) && statuses.has(route.status) &&
      (!want.corridor || route.corridors.includes(want.corridor)) && (!want.goods || route.goods.some((good) => want.goods.has(good))));
  };
  const look = { lon: 0, lat: 20, zoom: 1 };
  let shown = [];
  let places = [];
  const turned = (lon, centre) => ((lon - centre + 540) % 360) - 180;
  const width = () => views.map.signal("width") || 600;
  const height = () => Math.round(Math.min(430, Math.max(260, width() * 0.72)));
  const STEP = 24;
  const setView = () => {
    look.zoom = Math.min(Math.max(look.zoom, 0.9), 90);
    look.lat = Math.min(Math.max(look.lat, -70), 80);
    const radius = look.zoom * width() / 5.6;
    const names = [];
    for (const place of places) {
      const x = turned(place.lon, look.lon) * Math.cos(place.lat * Math.PI / 180) * Math.PI / 180 * radius, y = -(place.lat - look.lat) * Math.PI / 180 * radius;
      const half = place.name.length * 4.2 + 4;
      if (Math.abs(x) + half > width() / 2 || y < -height() / 2 + 20 || y > height() / 2 - 6) continue;
      if (names.every((other) => Math.abs(other.x - x) > other.half + half || Math.abs(other.y - y) > 15)) names.push({ ...place, x, y, half });
      if (names.length === NAMED) break;
    }
    views.map.height(height()).signal("lon", look.lon).signal("lat", look.lat).signal("zoom", look.zoom).data("names", names).runAsync();
  };
  const fit = () => {
    const points = shown.flatMap((route) => route.points);
    if (!points.length) { Object.assign(look, { lon: 60, lat: 25, zoom: 1 }); setView(); return; }
    // The middle meridian is the one from which the points reach the least far.
    let best = null;
    for (let centre = -180; centre < 180; centre += 5) {
      const lons = points.map(([lon]) => turned(lon, centre));
      const span = Math.max(...lons) - Math.min(...lons);
      if (!best || span < best.span - 1e-9) best = { span, lon: centre + (Math.max(...lons) + Math.min(...lons)) / 2 };
    }
    const lats = points.map(([, lat]) => lat);
    const low = Math.min(...lats), high = Math.max(...lats), middle = (low + high) / 2;
    const across = Math.max(best.span, 2) * Math.cos(middle * Math.PI / 180) * Math.PI / 180, up = Math.max(high - low, 1.5) * Math.PI / 180;
    Object.assign(look, { lon: turned(best.lon, 0), lat: middle, zoom: Math.min(width() / across, height() / up) / 1.3 / (width() / 5.6) });
    setView();
  };
  // A bow for each means of transport, so that routes between the same two places lie side by side; a point for every degree or so, the
  // short way round. The bow is that of the way eastwards, whichever way the route is told.
  const drawnOut = (points, mode) => points.flatMap(([lon, lat], at) => {
    if (at === 0) return [[lon, lat]];
    const [lon0, lat0] = points[at - 1], across = turned(lon, lon0), up = lat - lat0, far = Math.hypot(across, up);
    const steps = Math.max(1, Math.ceil(far / 2)), bow = far < 3 ? 0 : (BOWS[mode] ?? 0) * (across < 0 || (across === 0 && up < 0) ? -1 : 1);
    return Array.from({ length: steps }, (_, i) => {
      const part = (i + 1) / steps, out = bow * 4 * part * (1 - part);
      return [turned(lon0 + across * part - up * out, 0), Math.min(Math.max(lat0 + up * part + across * out, -85), 85)];
    });
  });
  const showMap = (want, refit) => {
    shown = chosenRoutes(want);
    const found = new Map();
    for (const route of shown) route.points.forEach(([lon, lat], at) => {
      const key = `${lon},${lat}`;
      const place = found.get(key) || { lon, lat, name: route.names[at], routes: 0 };
      place.routes += 1;
      found.set(key, place);
    });
    places = [...found.values()].sort((a, b) => b.routes - a.routes || (a.name < b.name ? -1 : 1));
    // Many lines are thinner and let each other through; the one told most is the thickest.
    const many = shown.length > 60, most = Math.max(...shown.map((route) => route.documents), 2);
    const weight = (documents) => Math.log2(1 + documents) / Math.log2(1 + most);
    const lines = shown.filter((route) => route.points.length > 1).map((route) => ({
      type: "Feature", geometry: { type: "LineString", coordinates: drawnOut(route.points, route.mode) },
      properties: { mode: route.mode, status: route.status, documents: route.documents,
        width: many ? 0.8 + 3.2 * weight(route.documents) : 1.8 + 2.2 * weight(route.documents),
        opacity: many ? 0.35 + 0.5 * weight(route.documents) : 0.9,
        way: route.ways.slice(0, 2).join("; ") + (route.ways.length > 2 ? "; …" : "") },
    })).sort((a, b) => a.properties.documents - b.properties.documents);
    put("map", "routes", lines);
    put("map", "stops", places);
    if (refit) fit(); else setView();
  };

  // Tables
  const narrow = (id, keep) => {
    const box = byId(id);
    if (!box) return null;
    const rows = [...(box.tagName === "OL" ? box.children : box.querySelectorAll("tbody tr"))];
    let kept = 0;
    for (const row of rows) {
      const facts = row.querySelectorAll("p[data-c]");
      for (const fact of facts) fact.hidden = !keep(fact.dataset);
      const stays = facts.length ? [...facts].some((fact) => !fact.hidden) : keep(row.dataset);
      row.hidden = !stays;
      kept += stays;
    }
    let none = box.nextElementSibling;
    if (!none || !none.classList.contains("none-left")) { none = document.createElement("p"); none.className = "empty none-left"; none.textContent = "None of the rows listed here fits the filters."; box.after(none); }
    none.hidden = kept > 0 || rows.length === 0;
    return { kept, all: rows.length };
  };

  const update = (refit = true) => {
    const want = chosen();
    const cells = data.cells.filter((cell) => fits(want, cell[1], cell[2], cell[3], cell[4]));
    showTimes(cells);
    showRanked(cells, "goods", 2, data.goods, "good");
    showRanked(cells, "corridors", 1, data.corridors, "corridor");
    showMap(want, refit);
    const modes = checked("mode"), statuses = checked("route-status");
    const flow = (row) => fits(want, row.c, row.g, row.h, row.s);
    const flows = narrow("flows-rows", flow);
    narrow("newest-rows", flow);
    for (const list of document.querySelectorAll(".glance ol")) narrow(list.id, flow);
    narrow("listed-rows", flow);
    narrow("routes-rows", (row) => modes.has(row.m) && statuses.has(row.r) && (!want.corridor || want.corridor === row.c) &&
      (!want.goods || row.goods.split("|").some((good) => want.goods.has(good))));
    const parts = [`${count.format(sum(cells))} of ${count.format(sum(data.cells))} flows`];
    if (flows) parts.push(`${count.format(flows.kept)} of ${count.format(flows.all)} rows of distinct flows`);
    parts.push(`${plural(shown.length, "route")} on the map`);
    if (!cells.length && flows && flows.kept) parts.push("the charts count these together with other rare goods and corridors");
    byId("told").textContent = parts.join(", ");
    for (const name of ["months", "goods", "corridors"]) views[name].resize().runAsync();
  };

  const listen = () => {
    const form = byId("filters");
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => update());
    form.addEventListener("reset", () => setTimeout(update));
    byId("unit").addEventListener("change", () => update(false));
    byId("legend").addEventListener("change", () => update(false));
    const zoom = { in: () => { look.zoom *= 1.6; setView(); }, out: () => { look.zoom /= 1.6; setView(); }, fit };
    byId("zoom").addEventListener("click", (event) => { const action = zoom[event.target.dataset.zoom]; if (action) action(); });
    let waiting = 0;
    addEventListener("resize", () => { clearTimeout(waiting); if (!matchMedia("print").matches) waiting = setTimeout(fit, 150); });
    const map = byId("chart-map");
    const move = (x, y) => {
      const degrees = 180 / Math.PI / (look.zoom * width() / 5.6);
      look.lon = turned(look.lon - x * degrees / Math.max(Math.cos(look.lat * Math.PI / 180), 0.2), 0);
      look.lat += y * degrees;
      setView();
    };
    map.addEventListener("keydown", (event) => {
      const keys = { ArrowLeft: () => move(60, 0), ArrowRight: () => move(-60, 0), ArrowUp: () => move(0, 60), ArrowDown: () => move(0, -60), "+": zoom.in, "=": zoom.in, "-": zoom.out, 0: fit };
      if (keys[event.key] && !event.ctrlKey && !event.metaKey) { keys[event.key](); event.preventDefault(); }
    });
    let held = null;
    map.addEventListener("pointerdown", (event) => { if (event.pointerType === "mouse" && event.button === 0) { held = event; map.classList.add("dragged"); } });
    addEventListener("pointermove", (event) => { if (held) { move(event.clientX - held.clientX, event.clientY - held.clientY); held = event; } });
    addEventListener("pointerup", () => { held = null; map.classList.remove("dragged"); });
  };

  // Months where they are few enough to see, else quarters or years.
  const firstUnit = () => {
    const years = data.cells.filter((cell) => cell[0]).map((cell) => Number(cell[0].slice(0, 4)));
    const span = years.length ? Math.max(...years) - Math.min(...years) : 0;
    return span > 20 ? "year" : span > 8 ? "quarter" : "month";
  };

  const start = async () => {
    const { map, months, goods, corridors, confidence } = data.charts;
    map.layer[0].data = { values: data.world, format: { type: "topojson", feature: "countries" } };
    const keys = [...data.coloured.map((code) => data.chapters[code]), data.other].map((name, at) => {
      const key = document.createElement("li"), swatch = document.createElement("i");
      swatch.className = at < data.coloured.length ? `key c${at + 1}` : "key";
      key.append(swatch, name);
      return key;
    });
    byId("keys-months").append(...keys);
    byId("unit").value = firstUnit();
    for (const id of ["filters", "legend", "zoom"]) byId(id).hidden = false;
    document.querySelector(".unit").hidden = false;
    await Promise.all([draw("map", map), draw("months", months), draw("goods", goods), draw("corridors", corridors), draw("confidence", confidence)]);
    listen();
    update();
    await Promise.all(Object.values(views).map((view) => view.runAsync()));
    document.documentElement.dataset.ready = "yes";
  };
  start();
})();
