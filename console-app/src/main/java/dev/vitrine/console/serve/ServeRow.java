package dev.vitrine.console.serve;

import dev.vitrine.common.operation.FunctionState;
import dev.vitrine.common.operation.ServiceState;
import dev.vitrine.console.kit.Texts;
import java.util.Locale;
import java.util.stream.Collectors;

/** A service or a function as one row. */
public sealed interface ServeRow {
    String arn();

    String name();

    String kind();

    /** One word: STEADY, DEPLOYING, IDLE, FAILED, or what Lambda says. */
    String state();

    String counts();

    /** Tag of the image. */
    String image();

    /** Beginning of the digest that runs. */
    String digest();

    /** Rollout of a service; aliases of a function. */
    String rollout();

    /** Calls that were kept of a function; none of a service. */
    CallFigures calls();

    record ServiceRow(ServiceState service) implements ServeRow {
        @Override
        public String arn() {
            return service.arn();
        }

        @Override
        public String name() {
            return service.name();
        }

        @Override
        public String kind() {
            return "service";
        }

        @Override
        public String state() {
            if (!service.status().equals("ACTIVE")) {
                return service.status();
            }
            if (service.rollout().equals("FAILED")) {
                return "FAILED";
            }
            if (service.rollout().equals("IN_PROGRESS") || service.running() != service.desired()) {
                return "DEPLOYING";
            }
            return service.desired() == 0 ? "IDLE" : "STEADY";
        }

        @Override
        public String counts() {
            return service.running() + " of " + service.desired()
                    + (service.pending() > 0 ? ", " + service.pending() + " pending" : "");
        }

        @Override
        public String image() {
            return Texts.tag(service.image());
        }

        @Override
        public String digest() {
            return service.digests().stream().map(Texts::digest).collect(Collectors.joining(", "));
        }

        @Override
        public String rollout() {
            return service.definitionName() + " "
                    + service.rollout().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        @Override
        public CallFigures calls() {
            return CallFigures.NONE;
        }
    }

    record FunctionRow(FunctionState function, CallFigures calls) implements ServeRow {
        @Override
        public String arn() {
            return function.arn();
        }

        @Override
        public String name() {
            return function.name();
        }

        @Override
        public String kind() {
            return "function";
        }

        @Override
        public String state() {
            return function.isStopped() ? "STOPPED" : function.state().toUpperCase(Locale.ROOT);
        }

        @Override
        public String counts() {
            return function.reserved()
                    .filter(concurrency -> concurrency > 0)
                    .map(concurrency -> "at most " + concurrency)
                    .orElse("on demand");
        }

        @Override
        public String image() {
            return Texts.tag(function.image());
        }

        @Override
        public String digest() {
            return Texts.digest(function.digest());
        }

        @Override
        public String rollout() {
            return function.aliases().stream().map(FunctionState.Alias::text).collect(Collectors.joining("; "));
        }
    }
}
