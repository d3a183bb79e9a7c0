package dev.ringdown.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ringdown.event.EventShape;
import dev.ringdown.protocol.Limit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {
    @ParameterizedTest
    @MethodSource("settings")
    void everyDefaultIsLegal(Setting<?> setting) {
        assertThatCode(() -> setting.read(ConfigSources.defaults())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everyKeySaysWhatItMeansAndWhatMayStandThere(Setting<?> setting) {
        assertThat(setting.meaning()).matches("(?s)[A-Z].*[.)]");
        assertThat(setting.expected()).isNotBlank();
        assertThat(setting.key()).matches("[a-z-]+(\\.[a-z-]+)*");
    }

    @Test
    void everyKeyIsThereOnceAndHasAVariableOfItsOwn() {
        assertThat(settings()).extracting(Setting::key).doesNotHaveDuplicates();
        assertThat(settings()).extracting(Setting::environmentName).doesNotHaveDuplicates();
        assertThat(TokenSection.JWT_ALLOW_UNLIMITED.environmentName()).isEqualTo("RINGDOWN_AUTH_JWT_ALLOW_UNLIMITED");
    }

    @Test
    void onlySecretsAreSecret() {
        assertThat(settings())
                .filteredOn(Setting::secret)
                .extracting(Setting::key)
                .containsExactly("auth.jwt.secret", "journal.peer-key", "source.rabbitmq.uri");
    }

    /** A refusal names a key that an operator can set. */
    @ParameterizedTest
    @EnumSource(Limit.class)
    void everyLimitIsAKey(Limit limit) {
        assertThat(settings()).extracting(Setting::key).contains(limit.key());
    }

    /** Nobody listens to the world, and nobody is admitted, unless the operator says so. */
    @Test
    void theDefaultsAreCareful() {
        RingdownConfig config = new Reading().tree();

        assertThat(config.internal().host()).isEqualTo("127.0.0.1");
        assertThat(config.auth().tokens().algorithms()).isEmpty();
        assertThat(config.auth().tokens().unlimited()).isFalse();
        assertThat(config.auth().accessKeys()).isEmpty();
        assertThat(config.source().publisherKeys()).isEmpty();
        assertThat(config.server().trustedProxies()).isEmpty();
    }

    @Test
    void theDefaultsAreWhatTheProtocolPromises() {
        RingdownConfig config = new Reading().tree();

        assertThat(config.limits().session().heartbeat()).isEqualTo(Duration.ofSeconds(25));
        assertThat(config.limits().session().maxMessageBytes()).isEqualTo(65_536);
        assertThat(config.limits().session().maxTopics()).isEqualTo(1000);
        assertThat(config.limits().session().maxErrorsInARow()).isEqualTo(10);
        assertThat(config.limits().session().retention()).isEqualTo(Duration.ofDays(1));
        assertThat(config.limits().publish().maxEventBytes()).isEqualTo(262_144);
        assertThat(config.limits().handshake().eventShape()).isEqualTo(EventShape.CLOUDEVENTS);
    }

    /** A peer that never answers is found out before the next but one ping. */
    @Test
    void theDefaultPongTimeoutIsShorterThanTheHeartbeat() {
        RingdownConfig config = new Reading().tree();

        assertThat(config.limits().session().pongTimeout())
                .isLessThan(config.limits().session().heartbeat());
    }

    @Test
    void valuesAreReadInTheirUnits() {
        RingdownConfig config = new Reading()
                .set("limits.heartbeat=500ms")
                .set("limits.heartbeat=2m")
                .set("limits.message-bytes=2KiB")
                .set("limits.event-bytes=100kB")
                .set("log.tail-entries=1025")
                .set("auth.jwt.allow-unlimited=yes")
                .tree();

        assertThat(config.limits().session().heartbeat()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.limits().session().maxMessageBytes()).isEqualTo(2048);
        assertThat(config.limits().publish().maxEventBytes()).isEqualTo(100_000);
        assertThat(config.log().options().tailEntries()).isEqualTo(2048);
        assertThat(config.auth().tokens().unlimited()).isTrue();
    }

    @Test
    void aPowerOfTwoIsLeftAsItIs() {
        assertThat(new Reading()
                        .set("log.tail-entries=1024")
                        .tree()
                        .log()
                        .options()
                        .tailEntries())
                .isEqualTo(1024);
        assertThat(new Reading()
                        .set("log.tail-entries=16777216")
                        .tree()
                        .log()
                        .options()
                        .tailEntries())
                .isEqualTo(16_777_216);
    }

    @Test
    void whatTheSessionSaysAndTheSocketTakesIsOneLimit() {
        RingdownConfig config = new Reading().set("limits.message-bytes=2KiB").tree();

        assertThat(List.of(
                        config.limits().session().maxMessageBytes(),
                        config.limits().handshake().maxMessageBytes()))
                .containsOnly(2048);
    }

    static List<Setting<?>> settings() {
        return AllKeys.SETTINGS;
    }
}
