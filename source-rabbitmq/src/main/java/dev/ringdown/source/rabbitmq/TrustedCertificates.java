package dev.ringdown.source.rabbitmq;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Whose certificates are believed. */
final class TrustedCertificates {
    private TrustedCertificates() {}

    /**
     * @param file certificates, PEM; null: those that Java trusts
     * @throws IOException it cannot be read, or is no certificate
     */
    static SSLContext context(@Nullable Path file) throws IOException, GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(file == null ? null : keyStore(file));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore keyStore(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates(file)) {
            store.setCertificateEntry("ca-" + number++, certificate);
        }
        if (number == 0) {
            throw new IOException("source.rabbitmq.ca: " + file + " has no certificate (expected: a PEM file)");
        }
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        } catch (CertificateException e) {
            throw new IOException("source.rabbitmq.ca: " + file + ": " + e.getMessage() + " (expected: a PEM file)", e);
        }
    }
}
