package dev.ringdown.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder of the class path, in a jar or in the file system. Stateless. */
final class ResourceFolder {
    private ResourceFolder() {}

    /**
     * Reads every file in it, however deep.
     *
     * @param folder such as {@code dev/ringdown/console}
     * @param known the name of a file in it, by which it is found: jars need not list their folders
     * @return what is in the files, by their paths below the folder, with slashes
     */
    static Map<String, byte[]> read(String folder, String known) {
        String resource = folder + '/' + known;
        URL url = ResourceFolder.class.getClassLoader().getResource(resource);
        if (url == null) {
            throw new IllegalArgumentException(resource + ": not on the class path");
        }
        try {
            URLConnection connection = url.openConnection();
            if (connection instanceof JarURLConnection jar) {
                Path file = Path.of(jar.getJarFileURL().toURI());
                try (FileSystem inJar =
                        FileSystems.newFileSystem(file)) { // of our own: others may have the same jar open
                    return filesIn(inJar.getPath(folder));
                }
            }
            return filesIn(Path.of(url.toURI()).resolveSibling(""));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder " + folder + " of the class path", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a jar with an address that is none: " + url, e);
        }
    }

    private static Map<String, byte[]> filesIn(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return files;
    }
}
