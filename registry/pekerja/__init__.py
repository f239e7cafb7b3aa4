"""What the background worker does for registration. Areas and duties were asked when the job was handed in."""
