package dev.vitrine.console;

import javafx.animation.AnimationTimer;

/** Does something once, when so many frames have begun. For the screen's thread. */
final class AfterFrames extends AnimationTimer {
    private final Runnable work;
    private int left;

    AfterFrames(int frames, Runnable work) {
        this.left = frames;
        this.work = work;
    }

    @Override
    public void handle(long now) {
        if (--left <= 0) {
            stop();
            work.run();
        }
    }
}
