package dev.ringdown;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The house as it is built: modules by their pom.xml, packages by their folders, arrows by what is compiled. */
final class Building {
    private static final String ROOT = "dev.ringdown.";

    private static final Pattern MODULE = Pattern.compile("<module>([a-z-]+)</module>");
    private static final Pattern ARTIFACT =
            Pattern.compile("</parent>\\s*<artifactId>([a-z-]+)</artifactId>", Pattern.DOTALL);
    private static final Pattern DEPENDENCY =
            Pattern.compile("<dependency>\\s*<groupId>dev\\.ringdown</groupId>\\s*<artifactId>([a-z-]+)</artifactId>");

    private Building() {}

    /** The modules that Maven builds, and whom each of them names. */
    static List<Room> modules() {
        List<String> modules = find(MODULE, Product.FOLDER.resolve("pom.xml"))
                .map(module -> module.group(1))
                .toList();
        Map<String, String> byArtifact = modules.stream()
                .collect(Collectors.toMap(
                        module -> find(ARTIFACT, pom(module))
                                .findFirst()
                                .orElseThrow()
                                .group(1),
                        module -> module));
        return modules.stream()
                .map(module -> new Room(
                        "",
                        module,
                        find(DEPENDENCY, pom(module))
                                .map(dependency -> byArtifact.get(dependency.group(1)))
                                .collect(Collectors.toSet())))
                .toList();
    }

    private static Path pom(String module) {
        return Product.FOLDER.resolve(module).resolve("pom.xml");
    }

    private static Stream<MatchResult> find(Pattern pattern, Path file) {
        try {
            return pattern.matcher(Files.readString(file)).results();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The packages of some modules with sources in them, each as module and package. */
    static List<String> packages(Collection<String> modules) {
        return modules.stream().flatMap(Building::packagesOf).toList();
    }

    private static Stream<String> packagesOf(String module) {
        Path sources = Product.FOLDER.resolve(module).resolve(Path.of("src", "main", "java", "dev", "ringdown"));
        try (Stream<Path> files = Files.walk(sources)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(file -> sources.relativize(file.getParent()).toString().replace('/', '.'))
                    .distinct()
                    .sorted()
                    .map(name -> module + ' ' + name)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every arrow between packages, with something that makes it one. */
    static Map<Arrow, String> arrows() {
        return Product.CLASSES.stream()
                .flatMap(known -> known.getDirectDependenciesFromSelf().stream())
                .filter(Building::isArrow)
                .sorted(Comparator.comparing(Dependency::getDescription))
                .collect(Collectors.toMap(
                        dependency -> new Arrow(
                                room(dependency.getOriginClass()),
                                room(dependency.getTargetClass().getBaseComponentType())),
                        Dependency::getDescription,
                        (first, second) -> first,
                        LinkedHashMap::new));
    }

    private static boolean isArrow(Dependency dependency) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        return target.getPackageName().startsWith(ROOT)
                && !target.getPackageName().equals(dependency.getOriginClass().getPackageName());
    }

    private static String room(JavaClass inside) {
        return inside.getPackageName().substring(ROOT.length());
    }

    /** All classes that name each other; what is within one counts as it. */
    static List<Pair> pairs() {
        Map<JavaClass, Set<JavaClass>> known = new HashMap<>();
        for (JavaClass each : Product.CLASSES) {
            each.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> outermost(dependency.getTargetClass().getBaseComponentType()))
                    .filter(target -> target.getPackageName().startsWith(ROOT))
                    .forEach(target -> known.computeIfAbsent(outermost(each), one -> new HashSet<>())
                            .add(target));
        }
        return known.entrySet().stream()
                .flatMap(one -> one.getValue().stream()
                        .filter(other -> one.getKey().getName().compareTo(other.getName()) < 0)
                        .filter(other -> known.getOrDefault(other, Set.of()).contains(one.getKey()))
                        .map(other -> new Pair(one.getKey().reflect(), other.reflect())))
                .toList();
    }

    private static JavaClass outermost(JavaClass inside) {
        return inside.getEnclosingClass().map(Building::outermost).orElse(inside);
    }

    /** The rooms from which arrows lead into a circle; none if there is no circle. */
    static Set<String> leadingIntoCircles(Set<Arrow> arrows) {
        Set<Arrow> left = arrows;
        while (true) {
            Set<String> from = left.stream().map(Arrow::from).collect(Collectors.toSet());
            Set<Arrow> fewer =
                    left.stream().filter(arrow -> from.contains(arrow.to())).collect(Collectors.toSet());
            if (fewer.size() == left.size()) {
                return from;
            }
            left = fewer;
        }
    }
}
