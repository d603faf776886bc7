//! How a server of this command is told to end.

/// Completes when the process is asked to end: Ctrl-C, or SIGTERM from a service manager.
pub async fn told_to_stop() {
    let interrupted = async {
        tokio::signal::ctrl_c()
            .await
            .expect("no other part of the command handles Ctrl-C");
    };
    #[cfg(unix)]
    let terminated = async {
        use tokio::signal::unix::{SignalKind, signal};
        let mut signals =
            signal(SignalKind::terminate()).expect("SIGTERM may be handled, unlike SIGKILL");
        signals.recv().await;
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}
