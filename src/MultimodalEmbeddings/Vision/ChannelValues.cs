namespace MultimodalEmbeddings.Vision;

/// <summary>One number for each colour.</summary>
internal readonly record struct ChannelValues(float Red, float Green, float Blue)
{
    /// <summary>The number of channel 0 (red), 1 (green) or 2 (blue).</summary>
    public float this[int channel] => channel switch { 0 => Red, 1 => Green, _ => Blue };
}
