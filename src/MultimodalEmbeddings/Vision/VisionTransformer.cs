using MultimodalEmbeddings.Checkpoints;
using static TorchSharp.torch;

namespace MultimodalEmbeddings.Vision;

/// <summary>A transformer over the patches of an image: ViT, or CLIP's vision tower.</summary>
internal sealed class VisionTransformer : ImageNetwork
{
    /// <summary>How tensors end that hold 0, 1, 2, …, in older files.</summary>
    public const string UnusedPositions = ".position_ids";

    private readonly VisionTransformerLayout _layout;
    private readonly ImagePooling _pooling;
    private readonly PatchEmbedding _embedding;
    private readonly StoredNorm? _firstNorm;
    private readonly PreNormStack _layers;
    private readonly StoredNorm _lastNorm;
    private readonly ImageHead _head;

    private VisionTransformer(StateDictionary weights, VisionTransformerLayout layout, ImagePooling pooling)
        : base(layout.Name, layout.Heads[pooling].Dimension(layout.Sizes.Hidden))
    {
        (_layout, _pooling) = (layout, pooling);
        _embedding = new PatchEmbedding(weights, layout.Patches, layout.Sizes.Hidden, layout.Grid);
        _firstNorm = layout.FirstNorm is { } firstNorm ? new StoredNorm(weights, firstNorm) : null;
        _layers = new PreNormStack(weights, layout.Layers);
        _lastNorm = new StoredNorm(weights, layout.LastNorm);
        _head = new ImageHead(weights, pooling, layout.Heads[pooling]);

        register_module("embedding", _embedding);
        if (_firstNorm is not null)
        {
            register_module("first_norm", _firstNorm);
        }

        register_module("layers", _layers);
        register_module("last_norm", _lastNorm);
        register_module("head", _head);
    }

    public override PixelSize? InputSize => new PixelSize(_layout.Grid.ImageSize, _layout.Grid.ImageSize);

    public override string Settings => $"{_layout.Settings} {_pooling}";

    /// <param name="weights">The tensors, with config.json beside their file.</param>
    /// <param name="pooling">What features are; null for the network's default.</param>
    /// <returns>The network; null where the tensors are those of no transformer that is read.</returns>
    /// <exception cref="CheckpointException">They are those of one, but not all, not sound, or with others besides.</exception>
    /// <exception cref="ArgumentException">The network has no such features.</exception>
    public static VisionTransformer? TryLoad(StateDictionary weights, ImagePooling? pooling)
    {
        if ((VitLayout.Of(weights) ?? ClipVisionLayout.Of(weights)) is not { } layout)
        {
            return null;
        }

        var chosen = pooling ?? layout.Heads.GetAt(0).Key;
        if (!layout.Heads.TryGetValue(chosen, out var head))
        {
            throw new ArgumentException(
                $"The {layout.Name} of {weights.FilePath} cannot be pooled by {chosen}: it gives features by "
                + $"{string.Join(", ", layout.Heads.Keys)}.",
                nameof(pooling));
        }

        ImageTensors.Require(Own(weights, layout), layout.Name, [.. layout.Tensors, .. head.Tensors], layout.HeadPrefix);
        return new VisionTransformer(weights, layout, chosen);
    }

    /// <param name="images">[batch, 3, height, width].</param>
    /// <returns>What the last layer gives, before the last norm, [batch, 1 + patches, hidden].</returns>
    public Tensor LastLayer(Tensor images)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();

        var tokens = _embedding.forward(images);
        return _layers.forward(_firstNorm?.forward(tokens) ?? tokens, null).MoveToOuterDisposeScope();
    }

    /// <summary>The last norm.</summary>
    public Tensor Normalized(Tensor tokens) => _lastNorm.forward(tokens);

    protected override Tensor Features(Tensor images)
    {
        var side = _layout.Grid.ImageSize;
        if (images.shape[2] != side || images.shape[3] != side)
        {
            throw new ArgumentException(
                $"{Architecture} takes images of {side} x {side} pixels, not [{string.Join(", ", images.shape)}].",
                nameof(images));
        }

        return _head.forward(Normalized(LastLayer(images)));
    }

    // A file may hold a classifier or CLIP's text tower too, under other names.
    private static StateDictionary Own(StateDictionary weights, VisionTransformerLayout layout) => new(
        weights.FilePath,
        weights.Tensors
            .Where(pair => pair.Key.StartsWith(layout.Prefix, StringComparison.Ordinal)
                || pair.Key.StartsWith(layout.HeadPrefix, StringComparison.Ordinal))
            .Where(pair => !pair.Key.EndsWith(UnusedPositions, StringComparison.Ordinal))
            .ToDictionary(StringComparer.Ordinal));
}
