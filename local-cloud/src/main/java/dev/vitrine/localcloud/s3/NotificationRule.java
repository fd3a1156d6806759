package dev.vitrine.localcloud.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.w3c.dom.Element;

/**
 * Which events of a bucket go to which function.
 *
 * @param events such as {@code s3:ObjectCreated:*}
 */
record NotificationRule(String id, String functionArn, List<String> events, String prefix, String suffix) {
    NotificationRule {
        events = List.copyOf(events);
    }

    /**
     * Reads a {@code NotificationConfiguration}.
     *
     * @throws S3Error when it names what the local cloud cannot notify, or two rules claim the same event
     */
    static List<NotificationRule> read(String xml) {
        Element root = Xml.root(xml, BucketSetting.NOTIFICATION.root());
        for (String other : List.of("TopicConfiguration", "QueueConfiguration", "EventBridgeConfiguration")) {
            if (!Xml.children(root, other).isEmpty()) {
                throw new S3Error(501, "NotImplemented", "The local cloud notifies functions, not a " + other + ".");
            }
        }
        List<NotificationRule> rules = new ArrayList<>();
        for (Element element : Xml.children(root, "CloudFunctionConfiguration")) {
            NotificationRule rule = read(element);
            if (rules.stream().anyMatch(rule::overlaps)) {
                throw S3Error.invalidArgument(
                        "Configuration is ambiguously defined. Cannot have overlapping suffixes in"
                                + " two rules if the prefixes are overlapping for the same event type.");
            }
            rules.add(rule);
        }
        return rules;
    }

    private static NotificationRule read(Element element) {
        String prefix = "";
        String suffix = "";
        List<Element> filters = Xml.child(element, "Filter")
                .flatMap(filter -> Xml.child(filter, "S3Key"))
                .map(key -> Xml.children(key, "FilterRule"))
                .orElse(List.of());
        for (Element filter : filters) {
            String value = Xml.text(filter, "Value").orElse("");
            switch (Xml.text(filter, "Name").orElse("").toLowerCase(Locale.ROOT)) {
                case "prefix" -> prefix = value;
                case "suffix" -> suffix = value;
                default -> throw S3Error.invalidArgument("filter rule name must be either prefix or suffix");
            }
        }
        List<String> events = Xml.children(element, "Event").stream()
                .map(event -> event.getTextContent().strip())
                .toList();
        if (events.isEmpty()) {
            throw S3Error.malformed();
        }
        for (String event : events) {
            if (!event.matches("s3:Object(Created:(\\*|Put|Post|Copy|CompleteMultipartUpload)|Removed:(\\*|Delete))")) {
                throw S3Error.invalidArgument("The event '" + event + "' is not supported for notifications");
            }
        }
        return new NotificationRule(
                Xml.text(element, "Id").orElseGet(() -> UUID.randomUUID().toString()),
                Xml.text(element, "CloudFunction").orElseThrow(S3Error::malformed),
                events,
                prefix,
                suffix);
    }

    /** @param event such as {@code s3:ObjectCreated:Put} */
    boolean wants(String event, String key) {
        return key.startsWith(prefix) && key.endsWith(suffix) && events.stream().anyMatch(it -> covers(it, event));
    }

    private boolean overlaps(NotificationRule other) {
        boolean samePlace = (prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix))
                && (suffix.endsWith(other.suffix) || other.suffix.endsWith(suffix));
        return samePlace
                && events.stream().anyMatch(mine -> other.events.stream()
                        .anyMatch(theirs -> covers(mine, theirs) || covers(theirs, mine)));
    }

    private static boolean covers(String pattern, String event) {
        return pattern.equals(event)
                || (pattern.endsWith("*") && event.startsWith(pattern.substring(0, pattern.length() - 1)));
    }
}
