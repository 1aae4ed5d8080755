"""The charts as Vega-Lite, made with Altair. Their data has names; the page fills it in, and anew with every change of a filter.

Colours are custom properties of the page's CSS, so that a chart follows dark mode and print without being drawn again.
"""

from __future__ import annotations

from typing import Any

import altair as alt

Spec = dict[str, Any]

FLOW_STATUSES = ("reported", "planned", "requested", "blocked")
ROUTE_STATUSES = ("open", "planned", "closed")
MODES = ("rail", "road", "sea", "river", "air", "pipeline", "not told")
COLOURED_CHAPTERS = 7
OTHER_CHAPTERS = "other or none"
BAR_STEP = 24


def month_chart(chapters: list[str]) -> Spec:
    """Flows over time, a bar for each month (quarter, year), a colour for each of `chapters`. Data `times`: start, end, chapter, flows."""
    colours = [f"var(--chapter-{number})" for number in range(1, len(chapters) + 1)]
    scale = alt.Scale(domain=[*chapters, OTHER_CHAPTERS], range=[*colours, "var(--other)"])
    chart = (
        alt.Chart(alt.NamedData("times"))
        .mark_bar(orient="vertical", stroke="var(--card)", strokeWidth=0.5)
        .encode(
            x=alt.X("start:T", title=None, axis=time_axis()),
            x2=alt.X2("end:T"),
            y=alt.Y("flows:Q", stack="zero", title="flows", axis=alt.Axis(tickMinStep=1, tickCount=5, format=",d")),
            color=alt.Color("chapter:N", scale=scale, legend=None),
            order=alt.Order("place:Q"),
            tooltip=[alt.Tooltip("label:N", title="time"), alt.Tooltip("chapter:N"), alt.Tooltip("flows:Q")],
        )
        .properties(width="container", height=220)
    )
    return finished(chart)


def time_axis() -> alt.Axis:
    """Years at each January, months between as far as there is room."""
    label = "month(datum.value) == 0 ? timeFormat(datum.value, '%Y') : timeFormat(datum.value, '%b')"
    return alt.Axis(grid=False, tickCount=alt.ExprRef("max(2, width / 75)"), labelExpr=label, labelOverlap="greedy", labelSeparation=6)


def bar_chart(data: str, title: str) -> Spec:
    """Horizontal bars by status, longest first. Data: name, status, flows, total, place (number of the status).

    The page makes it as high as it has bars.
    """
    scale = alt.Scale(domain=list(FLOW_STATUSES), range=[f"var(--{status})" for status in FLOW_STATUSES])
    order = alt.EncodingSortField(field="total", op="max", order="descending")
    chart = (
        alt.Chart(alt.NamedData(data))
        .mark_bar(stroke="var(--card)", strokeWidth=0.5)
        .encode(
            y=alt.Y("name:N", sort=order, title=None, axis=alt.Axis(labelLimit=170, ticks=False, domain=False)),
            x=alt.X("flows:Q", title="flows", axis=alt.Axis(tickMinStep=1, tickCount=5, format=",d")),
            color=alt.Color("status:N", scale=scale, legend=None),
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip("name:N", title=title),
                alt.Tooltip("status:N"),
                alt.Tooltip("flows:Q"),
                alt.Tooltip("total:Q", title="all"),
            ],
        )
        .properties(width="container", height=BAR_STEP)
    )
    return finished(chart)


def confidence_chart(rows: list[dict[str, Any]]) -> Spec:
    """How many facts of each kind have which confidence, in tenths; a small heat map with its numbers written in."""
    data = [{"kind": row["kind"], "confidence": f"{row['tenth'] / 10:.1f}", "facts": row["facts"]} for row in rows]
    base = alt.Chart(alt.InlineData(values=data)).encode(
        x=alt.X("confidence:O", title="confidence from", axis=alt.Axis(labelAngle=0)),
        y=alt.Y("kind:N", title=None),
        tooltip=[alt.Tooltip("kind:N"), alt.Tooltip("confidence:O", title="confidence from"), alt.Tooltip("facts:Q")],
    )
    squares = base.mark_rect(fill="var(--reported)").encode(
        opacity=alt.Opacity("facts:Q", scale=alt.Scale(type="sqrt", range=[0.08, 0.55]), legend=None)
    )
    numbers = base.mark_text(fontSize=12, fill="var(--ink)").encode(text=alt.Text("facts:Q", format=","))
    return finished(alt.layer(squares, numbers).properties(width="container", height=len({row["kind"] for row in rows}) * 26))


def route_map() -> Spec:
    """Routes over countries. Data `world` (TopoJSON), `routes` (GeoJSON lines), `stops` and `names` (points). Parameters: lon, lat, zoom.

    The legend is the page's: the boxes that choose modes and statuses.
    """
    view = [alt.param(name="lon", value=0), alt.param(name="lat", value=20), alt.param(name="zoom", value=1)]
    projection = alt.Projection(
        type="naturalEarth1",
        rotate=alt.ExprRef("[-lon, 0]"),
        center=alt.ExprRef("[0, lat]"),
        scale=alt.ExprRef("zoom * width / 5.6"),
        translate=alt.ExprRef("[width / 2, height / 2]"),
        clipExtent=alt.ExprRef("[[0, 0], [width, height]]"),
    )
    world = alt.Chart(alt.NamedData("world")).mark_geoshape(fill="var(--land)", stroke="var(--border)", strokeWidth=0.6)
    mode = alt.Color(
        "properties.mode:N",
        scale=alt.Scale(domain=list(MODES), range=[f"var(--mode-{mode.replace(' ', '-')})" for mode in MODES]),
        legend=None,
    )
    dash = alt.StrokeDash(
        "properties.status:N",
        scale=alt.Scale(domain=list(ROUTE_STATUSES), range=[[1, 0], [7, 4], [2, 4]]),
        legend=None,
    )
    lines = (
        alt.Chart(alt.NamedData("routes"))
        .mark_geoshape(filled=False, strokeCap="round")
        .encode(
            color=mode,
            strokeDash=dash,
            strokeWidth=alt.StrokeWidth("properties.width:Q", scale=None, legend=None),
            strokeOpacity=alt.StrokeOpacity("properties.opacity:Q", scale=None, legend=None),
            tooltip=[
                alt.Tooltip("properties.way:N", title="route"),
                alt.Tooltip("properties.mode:N", title="by"),
                alt.Tooltip("properties.status:N", title="status"),
                alt.Tooltip("properties.documents:Q", title="documents"),
            ],
        )
    )
    points = alt.Chart(alt.NamedData("stops")).encode(longitude="lon:Q", latitude="lat:Q")
    stops = points.mark_circle(size=34, fill="var(--ink)", stroke="var(--card)", strokeWidth=1, opacity=1, clip=True).encode(
        tooltip=[alt.Tooltip("name:N", title="place"), alt.Tooltip("routes:Q")]
    )
    names = (
        alt.Chart(alt.NamedData("names"))
        .mark_text(dy=-9, fontSize=12, fontWeight=600, fill="var(--ink)", stroke="var(--halo)", strokeWidth=3, clip=True)
        .encode(longitude="lon:Q", latitude="lat:Q", text="name:N")
    )
    over = names.mark_text(dy=-9, fontSize=12, fontWeight=600, fill="var(--ink)", clip=True)
    chart = alt.layer(world, lines, stops, names, over).properties(width="container", height=430, projection=projection).add_params(*view)
    return finished(chart.properties(view=alt.ViewBackground(fill="var(--sea)", stroke="var(--line)")))


def finished(chart: Any) -> Spec:
    """Vega-Lite of a chart in the page's type and colours."""
    text = {
        "labelColor": "var(--quiet)",
        "titleColor": "var(--quiet)",
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    }
    styled = (
        chart.properties(autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
        .configure(font="system-ui, sans-serif", background="transparent")
        .configure_axis(**text, gridColor="var(--line)", domainColor="var(--line)", tickColor="var(--line)")
        .configure_view(stroke=None)
    )
    spec: Spec = styled.to_dict()
    return spec
