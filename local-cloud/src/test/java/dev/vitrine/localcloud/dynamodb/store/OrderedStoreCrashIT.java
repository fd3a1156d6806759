package dev.vitrine.localcloud.dynamodb.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the process with SIGKILL while it writes, checkpoints and compacts without a pause. */
class OrderedStoreCrashIT {
    private static final int LIVES = 6;
    private static final int WRITES_PER_LIFE = 3_000;
    private static final int WRITERS = 4;
    private static final int VALUE_BYTES = 3_000;

    @TempDir
    private Path folder;

    @Test
    void noBatchIsLostOrTorn() throws Exception {
        Set<Long> acknowledged = new HashSet<>();
        for (int life = 0; life < LIVES; life++) {
            liveAndDie(acknowledged, life);
            try (OrderedStore store = new OrderedStore(folder)) {
                Set<Long> left = keys(store, "left");
                assertThat(left).as("life %s", life).containsAll(acknowledged).isEqualTo(keys(store, "right"));
                assertThat(store.sum("count")).isEqualTo(left.size());
            }
        }
    }

    private void liveAndDie(Set<Long> acknowledged, int life) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OrderedStoreCrashIT.class.getName(),
                        folder.toString(),
                        Long.toString(life * 1_000_000L))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
            String line = output.readLine();
            for (int count = 1; line != null; count++) {
                // The line that the death cut short lacks its end.
                if (line.endsWith(".")) {
                    acknowledged.add(Long.parseLong(line.substring(0, line.length() - 1)));
                }
                if (count == WRITES_PER_LIFE + life * 97) {
                    // Not through the Process, which would close its output at once.
                    child.toHandle().destroyForcibly();
                }
                line = output.readLine();
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    private static Set<Long> keys(OrderedStore store, String map) {
        Set<Long> keys = new HashSet<>();
        store.walk(map, KeyRange.startingWith(new byte[0]), true, (key, value) -> {
            assertThat(value).hasSize(VALUE_BYTES);
            return keys.add(ByteBuffer.wrap(key).getLong());
        });
        return keys;
    }

    /** The child: writes numbers from the given one on, and prints each when it is acknowledged. */
    public static void main(String[] args) {
        OrderedStore store = new OrderedStore(Path.of(args[0]));
        AtomicLong next = new AtomicLong(Long.parseLong(args[1]));
        for (int i = 0; i < WRITERS; i++) {
            Thread.ofPlatform().start(() -> {
                while (true) {
                    write(store, next.incrementAndGet());
                }
            });
        }
        while (true) {
            store.checkpoint();
            store.maintain();
        }
    }

    private static void write(OrderedStore store, long number) {
        byte[] key = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
        store.write(batch -> {
            batch.put("left", key, new byte[VALUE_BYTES]);
            batch.put("right", key, new byte[VALUE_BYTES]);
            batch.addToSum("count", 1);
            return number;
        });
        System.out.println(number + ".");
    }
}
