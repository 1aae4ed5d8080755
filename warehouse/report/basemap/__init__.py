"""The base map: countries (Natural Earth 1:50m, public domain, by way of npm's world-atlas) and capitals (GeoNames, CC BY 4.0)."""
