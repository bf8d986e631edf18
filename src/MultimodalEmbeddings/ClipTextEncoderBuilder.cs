using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Runtime;
using MultimodalEmbeddings.Tokenization;
using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings;

/// <summary>Configures a <see cref="ClipTextEncoder"/>.</summary>
public sealed class ClipTextEncoderBuilder
{
    private const string LogitScale = "logit_scale";

    private readonly string _directory;
    private bool _normalize;

    internal ClipTextEncoderBuilder(string directory) => _directory = directory;

    /// <summary>Scales embeddings to length 1, or not; not by default.</summary>
    public ClipTextEncoderBuilder WithNormalization(bool normalize = true)
    {
        _normalize = normalize;
        return this;
    }

    /// <summary>Loads the encoder.</summary>
    /// <inheritdoc cref="ClipTextEncoder.Load" path="/exception"/>
    public ClipTextEncoder Build()
    {
        NativeBackend.EnsureLoaded();
        ModelFolder.Require(_directory);
        ModelFolder.RequireModel(_directory);
        using var weights = CheckpointDirectory.OpenWeights(_directory);
        var layout = ClipTextLayout.Of(weights);
        var tokenizer = TokenizerFiles.Load(_directory);
        Check(tokenizer, layout);
        var options = new ClipTextOptions(_normalize, ReadLogitScale(weights));
        return new ClipTextEncoder(new ClipTextTower(weights, layout), tokenizer, options);
    }

    private void Check(ITextTokenizer tokenizer, ClipTextLayout layout)
    {
        if (tokenizer.VocabularySize > layout.VocabularySize)
        {
            throw CheckpointMismatchException.OtherTokenizer(_directory, layout.Words, tokenizer.VocabularySize);
        }

        var frame = tokenizer.Encode("");
        if (frame.Length == 0 || frame.Length > layout.MaximumTokens || layout.End.PositionIn(frame) != frame.Length - 1)
        {
            throw new CheckpointException(
                _directory,
                $"holds a tokenizer that makes [{string.Join(", ", frame)}] of an empty text; CLIP takes the embedding of a text "
                + $"from the token that ends it, eos_token_id {layout.End.TokenId} of config.json, and has "
                + $"{layout.MaximumTokens} positions. Put the tokenizer's files there that the model was trained with.");
        }
    }

    private static float? ReadLogitScale(StateDictionary weights) =>
        weights.Tensors.TryGetValue(LogitScale, out var stored)
            ? ImageTensors.Read(weights, new TensorSpecification(LogitScale, stored.Shape.Count == 1 ? [1] : []))[0]
            : null;
}
