namespace MultimodalEmbeddings.Checkpoints;

/// <summary>How token embeddings become one.</summary>
/// <param name="Modes">Names of <see cref="PoolingModes.Supported"/>, in the order in which their results are joined.</param>
/// <param name="IncludesPrompt">Whether a prompt's tokens take part.</param>
internal sealed record PoolingSettings(IReadOnlyList<string> Modes, bool IncludesPrompt = true)
{
    public bool Equals(PoolingSettings? other) =>
        other is not null && Modes.SequenceEqual(other.Modes) && IncludesPrompt == other.IncludesPrompt;

    public override int GetHashCode() => HashCode.Combine(string.Join(' ', Modes), IncludesPrompt);
}
