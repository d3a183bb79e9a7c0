package dev.ringdown;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing is so long that nobody sees all of it: more lines, or more parameters, are more than one idea. */
class SizeTest {
    private static final int MOST_LINES = 300;
    private static final int MEDIAN_LINES = 80;
    private static final int MOST_PARAMETERS = 6;

    @Test
    void noSourceIsLongerThan300Lines() {
        assertThat(SourceFile.all())
                .hasSizeGreaterThan(500)
                .filteredOn(file -> file.lines() > MOST_LINES)
                .isEmpty();
    }

    @Test
    void halfOfTheJavaSourcesAreShorterThan80Lines() {
        List<Integer> lines = SourceFile.all().stream()
                .filter(SourceFile::isJava)
                .map(SourceFile::lines)
                .sorted()
                .toList();

        assertThat(lines.get(lines.size() / 2)).isLessThan(MEDIAN_LINES);
    }

    /** What the compiler adds, such as what an anonymous class holds, counts too. */
    @Test
    void nothingTakesMoreThanSixParametersButTheRecordsThatGroupThem() {
        assertThat(Product.CLASSES.stream()
                        .flatMap(each -> each.getCodeUnits().stream())
                        .filter(unit -> unit.getRawParameterTypes().size() > MOST_PARAMETERS)
                        .filter(unit -> !makesRecord(unit) && !isLambda(unit))
                        .map(JavaCodeUnit::getFullName))
                .isEmpty();
    }

    private static boolean makesRecord(JavaCodeUnit unit) {
        return unit.isConstructor() && unit.getOwner().isRecord();
    }

    private static boolean isLambda(JavaCodeUnit unit) {
        return unit.getModifiers().contains(JavaModifier.SYNTHETIC);
    }
}
