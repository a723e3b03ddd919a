"""The rules of place in the order in which they are asked: a later one judges by what an earlier one has decided."""

from __future__ import annotations

from dataclasses import replace

from backends.previz.placing import bridges, lands, rooms, towns, water
from backends.previz.placing.placing import Placing, Rule, follow
from backends.previz.reading import main_subject

SEEN_FROM: tuple[Rule, ...] = (
    lands.astronauts_ship,
    towns.high_up,
    towns.city_from,
    towns.fireworks_over_roofs,
    water.fireworks_over_water,
    towns.village_roof,
    lands.open_for_wonders,
    bridges.on_bridge,
    water.among_kelp,
)
"""From where a place is seen."""

ITSELF: tuple[Rule, ...] = (
    lands.sky_without_peaks,
    rooms.under_string_lights,
    lands.above_clouds,
    water.fjord,
    rooms.furniture_outside,
    rooms.certain_room,
    rooms.aboard,
    water.coast_road,
    lands.town_under_volcano,
    lands.volcano_by_sea,
    lands.red_planet,
    lands.moons_over_land,
    water.flooded_roofs,
    water.waded_streets,
    water.flooded_way,
    water.hill_by_sea,
    lands.spaceships_bridge,
    towns.fallen_walls,
    water.diving_submarine,
    towns.railway_platform,
    water.seaside_village,
    water.edge_of_sea,
    towns.trench,
    water.canal,
    water.towns_river,
    rooms.certain_set,
    water.surfer_in_waves,
    lands.snow_as_weather,
    lands.own_land,
    lands.airborne,
    lands.tree_of_its_own,
    water.waterfall,
    bridges.on_great_bridge,
    bridges.over_water,
    towns.cowboys_town,
    towns.cowboys_street,
    towns.town_square,
    towns.before_church,
    towns.jammed_highway,
    towns.empty_motorway,
    towns.ruined_village,
    rooms.home_workshop,
    rooms.room_entered,
    water.fresh_water,
    water.on_fresh_water,
    towns.old_market,
    towns.balcony,
    towns.lonely_fuel,
    towns.old_street,
    towns.itself,
)
"""As what the first place is drawn."""

FITTED: tuple[Rule, ...] = (
    towns.low_houses,
    rooms.window_for_weather,
    rooms.no_buildings_inside,
    rooms.skated_stairs,
    rooms.before_stage,
    rooms.on_lawn,
    rooms.players_alone,
)
"""What fits together of the place and who is there."""

BUILT: tuple[Rule, ...] = (
    bridges.river_under_bridge,
    bridges.viaduct,
    towns.hidden_ruin,
    rooms.throne_hall,
)
"""What is built there that the shot is about."""

FIGURES: tuple[Rule, ...] = (rooms.buildings_behind, rooms.bowl_in_room, lands.round_fire)
"""What the figures, as this place shows them, do not have beside them."""

LAST: tuple[Rule, ...] = (rooms.fire_in_hearth, towns.market_stall, water.pool_with_water, water.flood_alone)
"""What is left to decide when all else is: what burns, who is seen first, whether the pool is full."""


def themselves(at: Placing) -> Placing:
    """A placing whose first place is drawn as itself where there is such a scene. Who the shot is about is asked anew, as some
    of the subjects may have gone."""
    return at.moved(*follow(ITSELF, replace(at, lead=main_subject(at.reading))).names)


def placed(at: Placing) -> Placing:
    """A placing with its place, and who is there."""
    return follow(FITTED, themselves(follow(SEEN_FROM, at)))
