using MultimodalEmbeddings.Checkpoints;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Transformers;

/// <summary>An encoder of the BERT line: token ids to hidden states.</summary>
/// <remarks>
/// Devlin et al. 2019; Liu et al. 2019 for RoBERTa, which differs in its positions alone. The tree of modules is the tree of a
/// checkpoint's tensor names, as Hugging Face's <c>BertModel</c> and <c>RobertaModel</c> write them.
/// </remarks>
internal sealed class TransformerModel : Module<TokenBatch, IReadOnlyList<Tensor>>
{
    private readonly TokenEmbeddings _embeddings;
    private readonly LayerStack _encoder;

    /// <param name="configuration">Sizes and kind.</param>
    /// <param name="hasPooler">Whether there is a dense layer with tanh for the first token, as many checkpoints have.</param>
    public TransformerModel(EncoderConfiguration configuration, bool hasPooler)
        : base(nameof(TransformerModel))
    {
        Configuration = configuration;
        _embeddings = new TokenEmbeddings(configuration);
        _encoder = new LayerStack(configuration);

        register_module("embeddings", _embeddings);
        register_module("encoder", _encoder);
        if (hasPooler)
        {
            Pooler = new DenseTanh(configuration.HiddenSize, configuration.HiddenSize);
            register_module("pooler", Pooler);
        }
    }

    public EncoderConfiguration Configuration { get; }

    /// <summary>The model's own dense layer and tanh for the first token, or null.</summary>
    public DenseTanh? Pooler { get; }

    /// <summary>All but the pooler.</summary>
    public IReadOnlyList<Module> Body => [_embeddings, _encoder];

    /// <returns>Hidden states 0 to layers, each [batch, tokens, hidden].</returns>
    /// <exception cref="ArgumentException">
    /// A token id or the number of tokens is beyond what the configuration has room for.
    /// </exception>
    public override IReadOnlyList<Tensor> forward(TokenBatch batch)
    {
        CheckRange(batch);

        var embedded = _embeddings.forward(batch.Ids);
        using var mask = batch.AttentionMask?.to(embedded.dtype);
        using var positions = mask is null ? null : batch.Attended.flatten().nonzero().flatten();
        return _encoder.forward(embedded, new Packing(batch.Ids.shape, positions, mask));
    }

    /// <summary>The longest sentence, special tokens included, that there are positions for.</summary>
    public static int MaximumTokens(EncoderConfiguration configuration) =>
        configuration.MaximumPositions - (configuration.ModelType == "roberta" ? configuration.PaddingId + 1 : 0);

    private void CheckRange(TokenBatch batch)
    {
        var (tokens, limit) = (batch.Ids.shape[1], MaximumTokens(Configuration));
        if (tokens > limit)
        {
            throw new ArgumentException($"A sentence of {tokens} tokens is longer than the encoder's {limit} positions.", nameof(batch));
        }

        using var largest = batch.Ids.max();
        if (largest.item<long>() >= Configuration.VocabularySize)
        {
            throw new ArgumentException(
                $"Token id {largest.item<long>()} is outside the encoder's vocabulary of {Configuration.VocabularySize}.",
                nameof(batch));
        }
    }
}
