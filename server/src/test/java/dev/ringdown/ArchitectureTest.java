package dev.ringdown;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds whatever docs/architecture.md draws: who may know which library, and what nobody else may know. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = Product.CLASSES;

    private static final String CLIENT = "dev.ringdown.client";

    private static final String[] CORE = {
        "dev.ringdown.json",
        "dev.ringdown.protocol",
        "dev.ringdown.topic",
        "dev.ringdown.identity",
        "dev.ringdown.event",
        "dev.ringdown.journal",
        "dev.ringdown.journal.record",
        "dev.ringdown.log",
        "dev.ringdown.publishing",
        "dev.ringdown.routing"
    };

    @Test
    void coreKnowsTheJdkAndAJsonParserAndNothingElse() {
        classes()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(CORE)
                        .or(resideInAnyPackage("java..", "com.fasterxml.jackson.core..", "org.jspecify.annotations")))
                .check(CLASSES);
    }

    /** Sessions, routing and publishing are tested without a socket, and could live on another network library. */
    @Test
    void onlyTheTransportAndTheWiringKnowNetty() {
        onlyKnownTo("io.netty..", "dev.ringdown.transport", "dev.ringdown.server");
    }

    @Test
    void onlyWhoProvesAndWhoMintsKnowsHowTokensAreMade() {
        onlyKnownTo("com.nimbusds..", "dev.ringdown.auth", "dev.ringdown.launch");
    }

    @Test
    void onlyTheMetersAndTheWiringKnowMicrometer() {
        onlyKnownTo("io.micrometer..", "dev.ringdown.metrics", "dev.ringdown.server");
    }

    /** Another store could take its place without anybody noticing. */
    @Test
    void onlyTheWiringAndTheLogCommandKnowTheEmbeddedStore() {
        onlyKnownTo(
                "dev.ringdown.log.embedded..",
                "dev.ringdown.log.embedded",
                "dev.ringdown.server",
                "dev.ringdown.launch",
                "dev.ringdown.config");
        onlyKnownTo("org.rocksdb..", "dev.ringdown.log.embedded");
    }

    /** Another engine could stand behind the journal without anybody noticing. */
    @Test
    void onlyTheWiringKnowsWhichJournalThereIs() {
        onlyKnownTo(
                "dev.ringdown.journal.kafka..",
                "dev.ringdown.journal.kafka",
                "dev.ringdown.server",
                "dev.ringdown.config");
        onlyKnownTo("org.apache.kafka..", "dev.ringdown.journal.kafka");
    }

    /** Another broker could take its place; it tells the wiring how it is, and what it counts. */
    @Test
    void onlyTheQueueKnowsItsBrokerAndOnlyTheWiringKnowsTheQueue() {
        onlyKnownTo("com.rabbitmq..", "dev.ringdown.source.rabbitmq");
        onlyKnownTo(
                "dev.ringdown.source..", "dev.ringdown.source.rabbitmq", "dev.ringdown.server", "dev.ringdown.config");
        classes()
                .that()
                .resideInAPackage("dev.ringdown.source..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(CORE)
                        .or(resideInAnyPackage(
                                "dev.ringdown.source..",
                                "java..",
                                "javax.net.ssl",
                                "com.rabbitmq..",
                                "org.slf4j",
                                "org.jspecify.annotations")))
                .check(CLASSES);
    }

    @Test
    void onlyTheConfigurationKnowsItsLibrary() {
        onlyKnownTo("com.typesafe.config..", "dev.ringdown.config");
    }

    @Test
    void onlyCommandsKnowTheCommandLine() {
        onlyKnownTo("picocli..", "dev.ringdown.launch", "dev.ringdown.cli");
    }

    /** Everybody else takes the small record that it needs. */
    @Test
    void onlyWhoStartsTheGatewayKnowsItsConfiguration() {
        onlyKnownTo("dev.ringdown.config..", "dev.ringdown.config", "dev.ringdown.server", "dev.ringdown.launch");
    }

    @Test
    void nobodyKnowsWhoStartsTheGateway() {
        onlyKnownTo("dev.ringdown.launch..", "dev.ringdown.launch");
        onlyKnownTo("dev.ringdown.server..", "dev.ringdown.server", "dev.ringdown.launch");
    }

    @Test
    void theJavaClientKnowsTheJdkAndNothingElse() {
        classes()
                .that()
                .resideInAPackage(CLIENT)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(CLIENT, "java..", "org.jspecify.annotations"))
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineKnowsTheJavaClient() {
        onlyKnownTo(CLIENT, CLIENT, "dev.ringdown.cli");
    }

    /** They are clients, and know of the gateway only what every client does: the wire, or our client for it. */
    @ParameterizedTest
    @ValueSource(strings = {"dev.ringdown.cli", "dev.ringdown.demo"})
    void aClientKnowsNothingOfTheGateway(String client) {
        noClasses()
                .that()
                .resideInAPackage(client)
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.ringdown..").and(resideOutsideOfPackages(client, CLIENT)))
                .check(CLASSES);
    }

    private static void onlyKnownTo(String known, String... rooms) {
        noClasses()
                .that()
                .resideOutsideOfPackages(rooms)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(known)
                .check(CLASSES);
    }
}
