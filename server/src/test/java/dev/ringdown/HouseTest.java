package dev.ringdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The house is as docs/architecture.md draws it: nothing is there that is not drawn, and nothing is drawn that is not there. */
class HouseTest {
    private static final Drawing DRAWING = Drawing.read();

    /** Those with packages of the product; what only tries it out from outside is drawn as a whole. */
    private static final Set<String> MODULES =
            DRAWING.packages().stream().map(Room::house).collect(Collectors.toCollection(LinkedHashSet::new));

    @Test
    void theModulesAreThoseOfTheTable() {
        Set<String> built = Building.modules().stream().map(Room::name).collect(Collectors.toSet());
        List<Room> drawn = DRAWING.modules().stream()
                .filter(module -> built.contains(module.name()))
                .map(module -> new Room("", module.name(), both(module.knows(), built)))
                .toList();

        assertThat(drawn).containsExactlyInAnyOrderElementsOf(Building.modules());
    }

    /** What is no module of Maven, such as the JavaScript client, does not count. */
    private static Set<String> both(Set<String> some, Set<String> others) {
        return some.stream().filter(others::contains).collect(Collectors.toSet());
    }

    @Test
    void theProductIsMadeOfTheModulesWithPackages() {
        assertThat(MODULES)
                .containsExactlyInAnyOrder(
                        "core", "log-embedded", "log-kafka", "source-rabbitmq", "gateway", "client-java", "server");
    }

    @Test
    void thePackagesAreThoseOfTheTable() {
        List<String> drawn = DRAWING.packages().stream()
                .map(room -> room.house() + ' ' + room.name())
                .toList();

        assertThat(drawn).containsExactlyInAnyOrderElementsOf(Building.packages(MODULES));
    }

    @Test
    void nobodyKnowsWhatIsNotDrawn() {
        Map<Arrow, String> unknown = new LinkedHashMap<>(Building.arrows());
        unknown.keySet().removeAll(DRAWING.arrows());

        assertThat(unknown).isEmpty();
    }

    @Test
    void nothingIsDrawnThatIsNotThere() {
        Set<Arrow> drawn = new LinkedHashSet<>(DRAWING.arrows());
        drawn.removeAll(Building.arrows().keySet());

        assertThat(drawn).isEmpty();
    }

    @Test
    void classesThatNameEachOtherAreAFamilyOrSayWhy() {
        assertThat(Building.pairs()).allMatch(pair -> pair.isFamily() || pair.saysWhy());
    }

    @Test
    void noArrowsGoInACircle() {
        assertThat(Building.leadingIntoCircles(Building.arrows().keySet())).isEmpty();
    }
}
