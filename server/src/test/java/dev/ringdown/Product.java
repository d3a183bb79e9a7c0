package dev.ringdown;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;

/** The product as it was built, and where its sources are. */
final class Product {
    private static final String TESTS =
            Product.class.getProtectionDomain().getCodeSource().getLocation().getPath();

    /** All classes, without those of tests. */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains(TESTS))
            .importPackages("dev.ringdown");

    /** The folder in which every module has one. */
    static final Path FOLDER =
            Path.of(System.getProperty("basedir", "."), "..").toAbsolutePath().normalize();

    private Product() {}
}
