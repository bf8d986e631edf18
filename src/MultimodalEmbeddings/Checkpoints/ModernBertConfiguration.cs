namespace MultimodalEmbeddings.Checkpoints;

/// <summary>The settings that ModernBERT has and no other encoder of the BERT line.</summary>
/// <remarks>
/// The names in code font are those of Hugging Face's configuration files, the defaults those of its ModernBertConfig. Warner et
/// al. 2024.
/// </remarks>
public sealed record ModernBertConfiguration
{
    /// <summary>
    /// <c>layer_types</c>: for each layer, whether a token attends to the whole sentence (<c>full_attention</c>) or to a window
    /// around itself (<c>sliding_attention</c>). Older files say <c>global_attn_every_n_layers</c> instead:
    /// <see cref="EveryNth"/>.
    /// </summary>
    public required IReadOnlyList<bool> GlobalLayers { get; init; }

    /// <summary>
    /// <c>local_attention</c>: the width of the window; a token attends to those at most half as far away, in whole numbers.
    /// Default 128.
    /// </summary>
    public int LocalAttention { get; init; } = 128;

    /// <summary>
    /// The base of the rotary position embeddings in global layers, <c>rope_theta</c> of <c>rope_parameters.full_attention</c>;
    /// in older files <c>global_rope_theta</c>. Default 160,000.
    /// </summary>
    public double GlobalTheta { get; init; } = 160_000;

    /// <summary>
    /// The same in local layers, <c>rope_theta</c> of <c>rope_parameters.sliding_attention</c>; in older files
    /// <c>local_rope_theta</c>. Default 10,000.
    /// </summary>
    public double LocalTheta { get; init; } = 10_000;

    /// <summary><c>attention_bias</c>: whether attention's linear layers have a bias. Default false.</summary>
    public bool AttentionBias { get; init; }

    /// <summary><c>mlp_bias</c>: whether the feed-forward part's linear layers have a bias. Default false.</summary>
    public bool FeedForwardBias { get; init; }

    /// <summary><c>norm_bias</c>: whether layer norms have a bias. Default false.</summary>
    public bool NormBias { get; init; }

    /// <summary><c>embedding_dropout</c>: the part of the embeddings that training drops, in [0, 1). Default 0.</summary>
    public double EmbeddingDropout { get; init; }

    /// <summary>
    /// <c>mlp_dropout</c>: the part of the components between a feed-forward part's two products that training drops, in [0, 1).
    /// Default 0.
    /// </summary>
    public double FeedForwardDropout { get; init; }

    /// <summary>
    /// The layers of ModernBERT as published: every <paramref name="n"/>-th is global, beginning with the first.
    /// </summary>
    /// <param name="layers">How many layers there are.</param>
    /// <param name="n">At least 1; 3 in the published models.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public static IReadOnlyList<bool> EveryNth(int layers, int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        return [.. Enumerable.Range(0, layers).Select(layer => layer % n == 0)];
    }

    /// <summary>Whether all settings are equal, <see cref="GlobalLayers"/> layer by layer.</summary>
    public bool Equals(ModernBertConfiguration? other) =>
        other is not null && GlobalLayers.SequenceEqual(other.GlobalLayers) && Scalars.Equals(other.Scalars);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(GlobalLayers.Count, Scalars);

    private (int Window, (double, double) Thetas, (bool, bool, bool) Biases, (double, double) Dropouts) Scalars => (
        LocalAttention,
        (GlobalTheta, LocalTheta),
        (AttentionBias, FeedForwardBias, NormBias),
        (EmbeddingDropout, FeedForwardDropout));
}
