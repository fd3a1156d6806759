package dev.vitrine.console;

import dev.vitrine.console.jobs.JobsView;
import dev.vitrine.console.jobs.JobsViewModel;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** The one window. Closing it ends what it started. */
final class ConsoleWindow {
    private final Stage stage = new Stage();
    private final Cloud cloud;
    private final JobsViewModel jobs;

    ConsoleWindow(Cloud cloud) {
        this.cloud = cloud;
        this.jobs = new JobsViewModel(cloud, Platform::runLater);
    }

    void show() {
        Theme theme = new Theme();
        theme.apply();
        Scene scene = new Scene(new JobsView(jobs, theme::toggle), 1_180, 640);
        stage.setTitle("Vitrine - jobs at " + cloud.name());
        stage.setMinWidth(640);
        stage.setMinHeight(360);
        stage.setScene(scene);
        stage.setOnHidden(event -> close());
        stage.show();
        jobs.startRefreshing();
    }

    private void close() {
        jobs.close();
        cloud.close();
    }
}
