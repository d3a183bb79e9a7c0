package dev.ringdown.torture.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for 127.0.0.1 that nobody else trusts, as files. Immutable. */
public record ServerCertificate(Path chainFile, Path keyFile, KeyStore store) {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String ALIAS = "server";
    private static final String STORE = "server.p12";
    private static final int MAKING_SECONDS = 60;

    /** Makes one with the JDK's keytool. */
    public static ServerCertificate make(Path folder) {
        Path file = folder.resolve(STORE);
        List<String> keytool = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD));
        try {
            run(keytool, folder.resolve("keytool.log"));
            KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD);
            return new ServerCertificate(
                    pem(folder, "CERTIFICATE", store.getCertificate(ALIAS).getEncoded()),
                    pem(folder, "PRIVATE KEY", store.getKey(ALIAS, PASSWORD).getEncoded()),
                    store);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a certificate in " + folder, e);
        }
    }

    private static void run(List<String> command, Path output) throws IOException {
        Process making = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!making.waitFor(MAKING_SECONDS, TimeUnit.SECONDS) || making.exitValue() != 0) {
                throw new IOException(Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a certificate was made", e);
        } finally {
            making.destroyForcibly();
        }
    }

    private static Path pem(Path folder, String what, byte[] der) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                folder.resolve(what.replace(' ', '-') + ".pem"),
                "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n",
                StandardCharsets.US_ASCII);
    }

    /** What a client needs to trust it. */
    public SSLContext trusting() {
        return trusting(store);
    }

    /** The same of a certificate that was made in a folder before, by another process too. */
    public static SSLContext trusting(Path folder) {
        try {
            return trusting(KeyStore.getInstance(folder.resolve(STORE).toFile(), PASSWORD));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot read a certificate in " + folder, e);
        }
    }

    private static SSLContext trusting(KeyStore store) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, store.getCertificate(ALIAS));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot trust a certificate of our own", e);
        }
    }
}
