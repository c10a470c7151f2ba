package io.exposedapp.test.operator;

import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * What a thread of an operator throws in this JVM is no failure of the test that happens to wait: by default Awaitility takes every exception
 * that nobody caught, of whatever thread. JOSDK's timer throws one when an app is deleted in the moment in which it is put back.
 */
public final class OthersExceptions implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }
}
