using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Runtime;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MultimodalEmbeddings.Transformers;

/// <summary>An encoder of the BERT line: token ids to hidden states.</summary>
/// <remarks>
/// Devlin et al. 2019 (BERT), Liu et al. 2019 (RoBERTa), Conneau et al. 2020 (XLM-RoBERTa), Sanh et al. 2019 (DistilBERT), Song
/// et al. 2020 (MPNet), Clark et al. 2020 (ELECTRA), Warner et al. 2024 (ModernBERT). The tree of modules is the tree of tensor
/// names that <see cref="EncoderTensors"/> lists: <c>BertModel</c>'s, with what the other families add.
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

    /// <inheritdoc cref="Dense.TakesProductInBFloat16"/>
    public bool TakesProductsInBFloat16
    {
        get => _encoder.TakesProductsInBFloat16;
        set => _encoder.TakesProductsInBFloat16 = value;
    }

    /// <summary>All but the pooler.</summary>
    public IReadOnlyList<Module> Body => [_embeddings, _encoder];

    /// <returns>Hidden states 0 to layers, each [batch, tokens, hidden].</returns>
    /// <exception cref="ArgumentException">
    /// A token id or the number of tokens is beyond what the configuration has room for.
    /// </exception>
    public override IReadOnlyList<Tensor> forward(TokenBatch batch)
    {
        using var scope = NewDisposeScope();

        CheckRange(batch);
        var states = _encoder.forward(_embeddings.forward(batch.Ids), batch);
        return [.. states.Select(state => state.MoveToOuterDisposeScope())];
    }

    private void CheckRange(TokenBatch batch)
    {
        var (tokens, limit) = (batch.Ids.shape[1], Configuration.LongestSentence);
        if (tokens > limit)
        {
            throw new ArgumentException(
                $"A sentence of {tokens} tokens is longer than the encoder's {limit} positions.", nameof(batch));
        }

        using var largest = batch.Ids.max();
        var id = largest.Integer();
        if (id >= Configuration.VocabularySize)
        {
            throw new ArgumentException(
                $"Token id {id} is outside the encoder's vocabulary of {Configuration.VocabularySize}.",
                nameof(batch));
        }
    }
}
