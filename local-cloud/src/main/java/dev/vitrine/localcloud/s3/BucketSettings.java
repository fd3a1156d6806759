package dev.vitrine.localcloud.s3;

import dev.vitrine.localcloud.state.JsonTable;
import dev.vitrine.localcloud.state.StateFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The settings of buckets, each as the document that was given. */
final class BucketSettings {
    private final JsonTable<String> table;
    private final Map<String, List<NotificationRule>> notifications = new ConcurrentHashMap<>();

    BucketSettings(StateFile state) {
        this.table = state.table("settings", String.class);
    }

    Optional<String> get(String bucket, BucketSetting setting) {
        return table.get(key(bucket, setting));
    }

    synchronized void put(String bucket, BucketSetting setting, String document) {
        table.put(key(bucket, setting), document);
        notifications.remove(bucket);
    }

    synchronized void remove(String bucket, BucketSetting setting) {
        table.remove(key(bucket, setting));
        notifications.remove(bucket);
    }

    void removeAll(String bucket) {
        for (BucketSetting setting : BucketSetting.values()) {
            remove(bucket, setting);
        }
    }

    List<NotificationRule> notifications(String bucket) {
        return notifications.computeIfAbsent(bucket, it -> get(it, BucketSetting.NOTIFICATION)
                .map(NotificationRule::read)
                .orElse(List.of()));
    }

    private static String key(String bucket, BucketSetting setting) {
        return bucket + "?" + setting.parameter();
    }
}
