package dev.vitrine.inference;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings that the tensor libraries read once, when they are first used: one thread per tensor call, so that several
 * predictors share the cores without fighting and a sum is always added up in the same order, and no downloads.
 */
final class NativeEngines {
    private static final Logger LOG = LoggerFactory.getLogger(NativeEngines.class);
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "MXNET_ENGINE_TYPE", "NaiveEngine",
            "OMP_NUM_THREADS", "1",
            "OPENBLAS_NUM_THREADS", "1");

    private NativeEngines() {}

    /** Must come before the first use of an engine; afterwards it changes nothing. */
    static void prepare() {
        Prepared.once();
    }

    private static final class Prepared {
        static {
            System.setProperty("DJL_OFFLINE", "true");
            System.setProperty("ai.djl.offline", "true");
            System.setProperty("OPT_OUT_TRACKING", "true");
            // Its arrays would otherwise be computed with by another engine, started for that alone.
            System.setProperty("ai.djl.onnx.disable_alternative", "true");
            ENVIRONMENT.forEach((name, value) -> {
                if (System.getenv(name) == null) {
                    setenv(name, value);
                }
            });
        }

        static void once() {}

        /** Only native code sees it. Takes a while, so images bring the variables. */
        @SuppressWarnings("restricted") // the JVM has no other way to set it; a refusal is a warning in the log
        private static void setenv(String name, String value) {
            Linker linker = Linker.nativeLinker();
            var symbol = linker.defaultLookup().find("setenv");
            if (symbol.isEmpty()) {
                LOG.warn("set {}={} in the environment: it cannot be set from here on this system", name, value);
                return;
            }
            MethodHandle setenv = linker.downcallHandle(
                    symbol.get(),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
            try (Arena arena = Arena.ofConfined()) {
                int ignored = (int) setenv.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 0);
            } catch (Throwable e) {
                LOG.warn("set {}={} in the environment: it cannot be set from here", name, value, e);
            }
        }
    }
}
