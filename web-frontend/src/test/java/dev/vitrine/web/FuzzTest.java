package dev.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.vitrine.common.prototype.Prototype;
import dev.vitrine.common.row.HeaderException;
import dev.vitrine.common.row.InvalidRowException;
import dev.vitrine.web.upload.TableException;
import dev.vitrine.web.upload.TableFormat;
import dev.vitrine.web.upload.TableSource;
import dev.vitrine.web.upload.UploadLimits;
import dev.vitrine.web.upload.XlsxFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Tuple;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Broken, odd and hostile input to the table readers and the JSON API, for as many seconds as {@code vitrine.fuzzSeconds}
 * says (else a few): nothing crashes, hangs, or is answered with a 5xx. A failure names the seed that repeats it
 * ({@code vitrine.fuzzSeed}).
 */
@Timeout(3_600)
class FuzzTest {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("vitrine.fuzzSeconds", 4));
    private static final long SEED = Long.getLong("vitrine.fuzzSeed", System.nanoTime());
    private static final Duration HANG = Duration.ofSeconds(20);
    private static final int SIZE = 1_000;

    private final RunningFrontend frontend = RunningFrontend.get();
    private final Prototype coins = frontend.parts().catalog().served("coins").prototype();

    /** What is done with an input that was made up. */
    private interface Trial<T> {
        void run(T input) throws Exception;
    }

    private static <T> void fuzz(Arbitrary<T> inputs, Trial<T> trial) {
        JqwikSession.run(() -> {
            RandomGenerator<T> generator = inputs.generator(SIZE);
            Random random = new Random(SEED);
            long end = System.nanoTime() + TIME.toNanos();
            int trials = 0;
            while (trials == 0 || System.nanoTime() < end) {
                T input = generator.next(random).value();
                long start = System.nanoTime();
                try {
                    trial.run(input);
                } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
                    fail("seed " + SEED + ", trial " + trials + ": " + shown(input), e);
                }
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .as("seed " + SEED + ", trial " + trials)
                        .isLessThan(HANG);
                trials++;
                JqwikSession.finishTry();
            }
        });
    }

    private static String shown(Object input) {
        String text = input instanceof byte[] bytes
                ? HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 2_000))
                : String.valueOf(input);
        return text.substring(0, Math.min(text.length(), 4_000));
    }

    @Test
    void tableReadersReadOrSayWhyNot(@TempDir Path folder) throws IOException {
        byte[] workbook =
                XlsxFile.ofCells(new String[] {"weight", "year", "metal"}, new String[] {"7.5", "1950", "silver"});
        List<byte[]> tables = List.of(
                utf8("weight,year,metal\n7.5,1950,silver\n3.1,1999,\"cop\"\"per\"\n"),
                utf8("\uFEFFweight;year;metal\r\n7,5;1950;silver\r\n"),
                utf8("weight\tyear\tmetal\n7.5\t1950\tsilver\n"),
                utf8("{\"weight\":7.5,\"year\":1950,\"metal\":\"silver\"}\n{\"weight\":1}\n"),
                utf8("[{\"weight\":7.5,\"year\":1950,\"metal\":\"silver\",\"x\":[1,{\"y\":null}]}]"),
                utf8("{\"columns\":[\"weight\",\"year\",\"metal\"],\"inputs\":[[7.5,1950,\"silver\"]]}"),
                workbook,
                new byte[0]);
        UploadLimits limits = UploadLimits.of(coins, 5_000_000);
        fuzz(damaged(tables), bytes -> {
            try {
                TableFormat.Opened opened = TableFormat.open(
                        new ByteArrayInputStream(bytes),
                        new TableFormat.Reading(coins.inputs(), limits, folder, false));
                try (TableSource table = opened.table()) {
                    table.columns();
                    while (table.next() != null) {
                        // Read to its end.
                    }
                }
            } catch (TableException | HeaderException | InvalidRowException e) {
                assertThat(e).hasMessageMatching("(?s).{5,}");
            }
        });
    }

    @Test
    void theJsonApiAnswersWhateverComes() {
        List<byte[]> bodies = List.of(
                utf8("{\"inputs\":[{\"weight\":7.5,\"year\":1950,\"metal\":\"silver\",\"note\":\"x\"}],\"seed\":7}"),
                utf8(
                        "{\"columns\":[\"weight\",\"year\",\"metal\"],\"inputs\":[[7.5,1950,\"silver\"],[1e400,-0,null]]}"),
                utf8("{\"inputs\":[{\"name\":\"weight\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[[1e999999999]]},"
                        + "{\"name\":\"year\",\"shape\":[1],\"datatype\":\"INT64\",\"data\":[1]},"
                        + "{\"name\":\"metal\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"gold\"]}]}"),
                utf8("{\"form\":{\"a\":1}}"),
                utf8("[".repeat(5_000)),
                utf8("weight,year,metal\n1,2,gold\n"));
        Arbitrary<String> paths = Arbitraries.of(
                "/api/v1/prototypes/coins/predictions",
                "/api/v1/prototypes/coins/jobs",
                "/v2/models/coins/infer",
                "/v2/models/coins/versions/x/infer",
                "/prototypes/coins/check",
                "/prototypes/coins/what-if",
                "/prototypes/coins/preview",
                "/prototypes/coins");
        Arbitrary<String> types = Arbitraries.of(
                "application/json",
                "text/csv",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "x/y");
        Arbitrary<String> keys = Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(300);
        fuzz(
                net.jqwik.api.Combinators.combine(paths, types, keys, damaged(bodies))
                        .as(Tuple::of),
                asked -> {
                    HttpRequest.Builder request = frontend.api(asked.get1())
                            .header("Content-Type", asked.get2())
                            .header("Idempotency-Key", asked.get3())
                            .POST(BodyPublishers.ofByteArray(asked.get4()));
                    judge(answer(request));
                });
    }

    @Test
    void addressesAreAnsweredWhateverTheyAskFor() {
        Arbitrary<String> words = Arbitraries.strings().ofMaxLength(40).map(FuzzTest::encoded);
        Arbitrary<String> paths = Arbitraries.of(
                "/api/v1/jobs?cursor=%s",
                "/api/v1/jobs?state=%s&prototype=%s",
                "/api/v1/jobs?owner=%s",
                "/api/v1/jobs/%s",
                "/api/v1/jobs/%s/results.csv",
                "/api/v1/prototypes/%s",
                "/api/v1/audit?cursor=%s",
                "/v2/models/coins/versions/%s",
                "/jobs?cursor=%s&state=%s",
                "/jobs/%s?row=%s",
                "/prototypes/coins?weight=%s&year=%s",
                "/prototypes/coins/history?%s=%s",
                "/sign-in?next=%s",
                "/assets/%s/%s");
        fuzz(
                net.jqwik.api.Combinators.combine(paths, words, words).as(Tuple::of),
                asked -> judge(answer(frontend.api(
                                asked.get1().replaceFirst("%s", asked.get2()).replaceFirst("%s", asked.get3()))
                        .header("Accept", "text/html"))));
    }

    /** Asks again on another connection when the server closed this one after a body that it did not read to its end. */
    private HttpResponse<String> answer(HttpRequest.Builder request) {
        for (int attempt = 1; ; attempt++) {
            try {
                return frontend.send(request);
            } catch (IllegalStateException e) {
                if (attempt == 3) {
                    throw e;
                }
            }
        }
    }

    /** A function is not there in these tests; everything else that is a 5xx is a fault. */
    private static void judge(HttpResponse<String> answer) {
        boolean noFunction = answer.statusCode() == 503 && answer.body().contains("No answer came");
        boolean noFunctionInTensors =
                answer.statusCode() == 503 && answer.body().startsWith("{\"error\":\"");
        if (!noFunction && !noFunctionInTensors) {
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 499);
        }
    }

    private static String encoded(String word) {
        return java.net.URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** One of the seeds with some bytes changed, cut, doubled or put in; sometimes anything at all. */
    private static Arbitrary<byte[]> damaged(List<byte[]> seeds) {
        Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
        Arbitrary<byte[]> tokens = Arbitraries.of(
                        "\"",
                        ",",
                        "\n",
                        "\r\n",
                        "\0",
                        "{",
                        "}",
                        "[",
                        "]",
                        ":",
                        "null",
                        "1e999",
                        "-",
                        "\\u0000",
                        "\uD800",
                        "\u202E",
                        "=1+1",
                        "\"\"",
                        "9".repeat(400),
                        "[".repeat(300),
                        "NaN",
                        "\uFEFF",
                        "true")
                .map(FuzzTest::utf8);
        Arbitrary<byte[]> pieces = Arbitraries.frequencyOf(Tuple.of(3, tokens), Tuple.of(1, noise));
        Arbitrary<byte[]> edited = net.jqwik.api.Combinators.combine(
                        Arbitraries.of(seeds),
                        pieces.list().ofMaxSize(6),
                        Arbitraries.doubles().between(0, 1).list().ofSize(12))
                .as(FuzzTest::edit);
        return Arbitraries.frequencyOf(Tuple.of(9, edited), Tuple.of(1, noise));
    }

    private static byte[] edit(byte[] seed, List<byte[]> pieces, List<Double> places) {
        byte[] bytes = seed;
        for (int i = 0; i < pieces.size(); i++) {
            int from = (int) (places.get(2 * i) * bytes.length);
            // Often a mere insertion, else a piece of the rest goes.
            int to = Math.min(bytes.length, from + (int) Math.max(0, (places.get(2 * i + 1) - 0.5) * 20));
            byte[] piece = pieces.get(i);
            byte[] edited = Arrays.copyOf(bytes, bytes.length - (to - from) + piece.length);
            System.arraycopy(piece, 0, edited, from, piece.length);
            System.arraycopy(bytes, to, edited, from + piece.length, bytes.length - to);
            bytes = edited;
        }
        return bytes;
    }
}
