package dev.vitrine.localcloud.container;

import dev.vitrine.localcloud.registry.Digest;
import dev.vitrine.localcloud.registry.Distribution;
import dev.vitrine.localcloud.registry.Layer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A complete image made of a few programs of this machine and the libraries that they need. */
final class TinyImage {
    private static final List<String> PROGRAMS = List.of("/bin/bash", "/bin/cat", "/bin/sleep", "/usr/bin/id");
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");

    /** A function without a library: it answers each event with the event and its own user. */
    private static final String FUNCTION = """
            address=${AWS_LAMBDA_RUNTIME_API%%/*}
            base=/${AWS_LAMBDA_RUNTIME_API#*/}/2018-06-01/runtime/invocation
            while true; do
              exec 3<>/dev/tcp/${address%:*}/${address#*:}
              printf 'GET %s/next HTTP/1.1\\r\\nHost: %s\\r\\nConnection: close\\r\\n\\r\\n' "$base" "$address" >&3
              while IFS= read -r -u 3 line && [ "$line" != $'\\r' ]; do
                line=${line%$'\\r'}
                case ${line,,} in
                  lambda-runtime-aws-request-id:*) id=${line#*: } ;;
                  content-length:*) length=${line#*: } ;;
                esac
              done
              IFS= read -r -N "$length" -u 3 event
              exec 3>&-
              answer="{\\"user\\":$UID,\\"root\\":\\"$LAMBDA_TASK_ROOT\\",\\"event\\":$event}"
              exec 3<>/dev/tcp/${address%:*}/${address#*:}
              printf 'POST %s/%s/response HTTP/1.1\\r\\nHost: %s\\r\\nContent-Length: %d\\r\\nConnection: close\\r\\n\\r\\n%s' \\
                "$base" "$id" "$address" "${#answer}" "$answer" >&3
              cat <&3 >/dev/null
              exec 3>&-
            done
            """;

    private TinyImage() {}

    /** Pushes it; returns its digest. Its entry point is bash, and it has a file of the words. */
    static String push(Distribution registry, String repository, String tag, String words)
            throws IOException, InterruptedException {
        Layer layer = new Layer().file("app/function.sh", FUNCTION).file("app/words.txt", words);
        for (String file : files()) {
            layer.file(file, Files.readAllBytes(Path.of(file)), 0755);
        }
        byte[] bytes = layer.bytes();
        String config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Entrypoint\":[\"/bin/bash\"],"
                + "\"Cmd\":[\"function.sh\"],\"Env\":[\"PATH=/bin:/usr/bin\",\"FROM_IMAGE=yes\"],\"WorkingDir\":\"/app\","
                + "\"Labels\":{\"dev.vitrine.layers\":\"full\"}},"
                + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"" + digest(bytes) + "\"]}}";
        return registry.pushImage(repository, tag, config, bytes).toString();
    }

    private static String digest(byte[] bytes) {
        return Digest.of(bytes).toString();
    }

    /** The programs, and the libraries that the loader names for them. */
    private static Set<String> files() throws IOException {
        Set<String> files = new LinkedHashSet<>(PROGRAMS);
        for (String program : PROGRAMS) {
            Process ldd = new ProcessBuilder("ldd", program).start();
            Matcher matcher = LIBRARY.matcher(new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            while (matcher.find()) {
                files.add(matcher.group(1));
            }
        }
        return files;
    }
}
