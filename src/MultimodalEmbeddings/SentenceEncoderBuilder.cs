using MultimodalEmbeddings.Runtime;
using MultimodalEmbeddings.Tokenization;
using MultimodalEmbeddings.Transformers;

namespace MultimodalEmbeddings;

/// <summary>
/// Configures a <see cref="SentenceEncoder"/>. What is not set is as its directory says, else as documented here.
/// </summary>
public sealed class SentenceEncoderBuilder
{
    private readonly IEncoderSource _source;
    private Pooling? _pooling;
    private int? _maximumTokens;
    private bool? _normalize;

    internal SentenceEncoderBuilder(IEncoderSource source) => _source = source;

    /// <summary>Sets the pooling. <see cref="Pooling.Cls"/>, MCSE's, where the directory does not say.</summary>
    public SentenceEncoderBuilder WithPooling(Pooling pooling)
    {
        if (!Enum.IsDefined(pooling))
        {
            throw new ArgumentOutOfRangeException(nameof(pooling), pooling, "Not a pooling.");
        }

        _pooling = pooling;
        return this;
    }

    /// <summary>
    /// Cuts longer sentences, special tokens included in the count; as many as the model has positions where nothing says.
    /// </summary>
    /// <param name="maximumTokens">At least 2.</param>
    public SentenceEncoderBuilder WithMaximumTokens(int maximumTokens)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumTokens, 2);

        _maximumTokens = maximumTokens;
        return this;
    }

    /// <summary>Scales embeddings to length 1, or not; not, where the directory does not say.</summary>
    public SentenceEncoderBuilder WithNormalization(bool normalize = true)
    {
        _normalize = normalize;
        return this;
    }

    /// <summary>Loads or creates the encoder.</summary>
    /// <inheritdoc cref="SentenceEncoder.Load" path="/exception"/>
    /// <exception cref="ArgumentException">The settings do not fit the model; the message says every fault.</exception>
    public SentenceEncoder Build()
    {
        NativeBackend.EnsureLoaded();
        var (model, tokenizer, stored) = _source.Open();
        var positions = TransformerModel.MaximumTokens(model.Configuration);
        var options = new EncodingOptions(
            _pooling ?? stored.Pooling ?? Pooling.Cls,
            _maximumTokens ?? Math.Min(stored.MaximumTokens ?? positions, positions),
            _normalize ?? stored.Normalize ?? false);
        try
        {
            Check(model, tokenizer, options);
            return new SentenceEncoder(model, tokenizer, options);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static void Check(TransformerModel model, ITextTokenizer tokenizer, EncodingOptions options)
    {
        var faults = new List<string>();
        var positions = TransformerModel.MaximumTokens(model.Configuration);
        if (options.MaximumTokens > positions)
        {
            faults.Add($"The model has positions for {positions} tokens, not for {options.MaximumTokens}.");
        }

        if (options.Pooling == Pooling.ClsDense && model.Pooler is null)
        {
            faults.Add(
                "Pooling ClsDense needs the model's own dense layer (pooler.dense), which the checkpoint lacks; choose another pooling.");
        }

        if (tokenizer.VocabularySize > model.Configuration.VocabularySize)
        {
            faults.Add(
                $"The tokenizer has {tokenizer.VocabularySize} entries but the model's vocabulary " +
                $"{model.Configuration.VocabularySize}: they do not belong together.");
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", faults));
        }
    }
}
