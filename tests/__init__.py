"""What the dashboard promises, checked."""
