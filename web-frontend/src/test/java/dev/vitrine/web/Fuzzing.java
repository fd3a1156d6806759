package dev.vitrine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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

/**
 * Tries what is made up, for as many seconds as {@code vitrine.fuzzSeconds} says (else a few). A failure names the seed that
 * repeats it ({@code vitrine.fuzzSeed}).
 */
final class Fuzzing {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("vitrine.fuzzSeconds", 4));
    private static final long SEED = Long.getLong("vitrine.fuzzSeed", System.nanoTime());
    private static final Duration HANG = Duration.ofSeconds(20);
    private static final int SIZE = 1_000;

    private Fuzzing() {}

    /** What is done with an input that was made up. */
    interface Trial<T> {
        void run(T input) throws Exception;
    }

    static <T> void run(Arbitrary<T> inputs, Trial<T> trial) {
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
                ? HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 700))
                : String.valueOf(input);
        return text.substring(0, Math.min(text.length(), 1_500));
    }

    /** Asks again on another connection when the server closed this one after a body that it did not read to its end. */
    static HttpResponse<String> answer(HttpRequest.Builder request) {
        for (int attempt = 1; ; attempt++) {
            try {
                return RunningFrontend.get().send(request);
            } catch (IllegalStateException e) {
                if (attempt == 3) {
                    throw e;
                }
            }
        }
    }

    /** A function is not there in these tests; everything else that is a 5xx is a fault. */
    static void judge(HttpResponse<String> answer) {
        boolean noFunction = answer.statusCode() == 503 && answer.body().contains("No answer came");
        boolean noFunctionInTensors =
                answer.statusCode() == 503 && answer.body().startsWith("{\"error\":\"");
        if (!noFunction && !noFunctionInTensors) {
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 499);
        }
    }

    static String encoded(String word) {
        return java.net.URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Values that nobody would type, and any text at all. */
    static Arbitrary<String> oddTexts() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        " ",
                        "-1",
                        "0",
                        "1e400",
                        "NaN",
                        "true",
                        "\0",
                        "\u202E",
                        "=1+1",
                        "<b>",
                        "2026-02-30",
                        "../..",
                        "9".repeat(400),
                        "x".repeat(2_100)),
                Arbitraries.strings().ofMaxLength(60));
    }

    /** JSON values of any kind where another kind is meant. */
    static Arbitrary<String> oddJson() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "null",
                        "true",
                        "-1",
                        "0",
                        "1.5",
                        "1e400",
                        "9007199254740993",
                        "9".repeat(300),
                        "[]",
                        "{}",
                        "[[1],{\"a\":null}]",
                        "\"\\u0000\"",
                        "\"\\uD800\""),
                oddTexts().map(text -> Json.MAPPER.valueToTree(text).toString()));
    }

    /** One of the seeds with some bytes changed, cut, doubled or put in; sometimes anything at all. */
    static Arbitrary<byte[]> damaged(List<byte[]> seeds) {
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
                .map(Fuzzing::utf8);
        Arbitrary<byte[]> pieces = Arbitraries.frequencyOf(Tuple.of(3, tokens), Tuple.of(1, noise));
        Arbitrary<byte[]> edited = net.jqwik.api.Combinators.combine(
                        Arbitraries.of(seeds),
                        pieces.list().ofMaxSize(6),
                        Arbitraries.doubles().between(0, 1).list().ofSize(12))
                .as(Fuzzing::edit);
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
