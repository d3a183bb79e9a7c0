package dev.ringdown.server;

import dev.ringdown.http.Answer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** The registry of Prometheus meters, with those of the process, and which version it is, already in it. Stateless. */
final class ProcessMetrics {
    private ProcessMetrics() {}

    static PrometheusMeterRegistry registry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        Gauge.builder("ringdown.build.info", () -> 1)
                .description("which version runs")
                .tag("version", Version.ofThisBuild().number())
                .register(registry);
        return registry;
    }

    /** {@code /metrics}: the text format of Prometheus. */
    static Answer scrape(PrometheusMeterRegistry registry) {
        Answer text = Answer.text(200, registry.scrape());
        return new Answer(200, "text/plain; version=0.0.4; charset=utf-8", text.body(), text.headers());
    }
}
